package dev.aisle.catalog.answer;

import dev.aisle.base.ids.Base62;
import dev.aisle.market.product.ProductId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// Where a caller stands in a search: the products it has seen, and a digest of what it asked, so that a
/// cursor fits no other question. The next page is the best of what was not seen. So a product comes once
/// however the index changes between pages, and whatever keeps matching does come, before paging ends; and
/// a cursor holds on any server, for ever.
///
/// Text of it: a version, 8 bytes of digest, 6 bytes a product; in base 64.
final class Cursor {

    /// How many products a search can be paged through.
    static final int DEPTH = 500;

    private static final byte VERSION = 1;
    private static final int DIGEST = 8;
    private static final int HEAD = 1 + DIGEST;
    private static final int ID = 6;
    private static final int ID_LENGTH = 7;

    private Cursor() {}

    static String write(Search search, Collection<ProductId> seen) {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + ID * seen.size());
        bytes.put(VERSION).put(digest(search));
        for (ProductId id : seen) {
            long number = Base62.number(id.value());
            bytes.putShort((short) (number >>> 32)).putInt((int) number);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /// The products seen so far, in the order they were.
    static Set<ProductId> read(Search search, String cursor) {
        byte[] bytes = decoded(cursor);
        if (bytes.length < HEAD || (bytes.length - HEAD) % ID != 0 || bytes[0] != VERSION) {
            throw new BadCursor("The cursor is not one that a search gave.");
        }
        if (!Arrays.equals(bytes, 1, HEAD, digest(search), 0, DIGEST)) {
            throw new BadCursor(
                    "The cursor belongs to another search: send it with the query, filters and context it came from.");
        }
        ByteBuffer ids = ByteBuffer.wrap(bytes, HEAD, bytes.length - HEAD);
        Set<ProductId> seen = new LinkedHashSet<>();
        while (ids.hasRemaining()) {
            long number = ((ids.getShort() & 0xFFFFL) << 32) | (ids.getInt() & 0xFFFF_FFFFL);
            String id = Base62.of(number, ID_LENGTH);
            if (id.length() != ID_LENGTH) {
                throw new BadCursor("The cursor is not one that a search gave.");
            }
            seen.add(new ProductId(id));
        }
        if (seen.size() >= DEPTH) {
            throw new BadCursor("The cursor is not one that a search gave.");
        }
        return seen;
    }

    private static byte[] decoded(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            throw new BadCursor("The cursor is not one that a search gave.");
        }
    }

    private static byte[] digest(Search search) {
        try {
            byte[] whole =
                    MessageDigest.getInstance("SHA-256").digest(question(search).getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(whole, DIGEST);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Lists count as sets.
    private static String question(Search search) {
        Filters filters = search.filters();
        return search.query().map(String::strip).orElse("")
                + '\n'
                + filters.categories().map(Cursor::sorted)
                + '\n'
                + sorted(filters.excludeCategories())
                + '\n'
                + filters.minPrice()
                + filters.maxPrice()
                + '\n'
                + filters.merchants().map(Cursor::sorted)
                + '\n'
                + sorted(filters.excludeMerchants())
                + '\n'
                + filters.brands().map(Cursor::sorted)
                + '\n'
                + sorted(filters.excludeBrands())
                + '\n'
                + sorted(filters.conditions())
                + '\n'
                + filters.onlyAvailable()
                + filters.gender()
                + filters.ages().map(Cursor::sorted)
                + filters.onlyOwnCurrency()
                + (filters.traits().isAny() ? "" : filters.traits())
                + (filters.excludeProducts().isEmpty() ? "" : sorted(filters.excludeProducts()))
                + '\n'
                + search.context();
    }

    private static String sorted(Collection<?> values) {
        return values.stream()
                .map(Object::toString)
                .distinct()
                .sorted()
                .toList()
                .toString();
    }
}
