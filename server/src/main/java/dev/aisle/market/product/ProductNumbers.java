package dev.aisle.market.product;

import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Base62;
import java.util.List;

/// Product ids that look random and never repeat: numbers of a database sequence, shuffled by a Feistel network
/// over 40 bits (seven base-62 characters hold 41).
final class ProductNumbers {

    private static final int HALF_BITS = 20;
    private static final long HALF = (1L << HALF_BITS) - 1;
    private static final int ROUNDS = 4;
    private static final int WIDTH = 7;

    private ProductNumbers() {}

    static List<ProductId> next(Db db, int count) {
        return count == 0
                ? List.of()
                : db.list(
                        "select nextval('product_numbers') as number from generate_series(1, ?)",
                        row -> shuffled(row.bigint("number")),
                        count);
    }

    static ProductId shuffled(long number) {
        if (number < 0 || number >>> (2 * HALF_BITS) != 0) {
            throw new IllegalStateException("product numbers are used up: " + number);
        }
        long left = number >>> HALF_BITS;
        long right = number & HALF;
        for (int round = 1; round <= ROUNDS; round++) {
            long mixed = (right + round) * 0x9E3779B97F4A7C15L;
            long swap = left ^ ((mixed >>> 32) & HALF);
            left = right;
            right = swap;
        }
        return new ProductId(Base62.of((left << HALF_BITS) | right, WIDTH));
    }
}
