package dev.aisle.supply.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.supply.matching.MatchTables.Seat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MatchTablesTest {

    private static final int MOST = 61;

    private Database database;
    private MatchTables tables;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        tables = new MatchTables(database.db());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everybodyInASmallBlockIsFoundAndNobodyInAnEmptyOne() {
        tables.seat(List.of(new Seat(7, 1), new Seat(-7, 2), new Seat(7, 3), new Seat(9, 4)));

        Map<Long, List<Long>> blocks = tables.blocks(List.of(9L, 8L, 7L, -7L), MOST);

        assertThat(blocks).containsOnlyKeys(7L, -7L, 9L);
        assertThat(blocks.get(7L)).containsExactlyInAnyOrder(1L, 3L);
    }

    @Test
    void hugeBlocksAreReadInPartAndWhatComesAfterThemWhole() {
        tables.seat(LongStream.range(0, 30_000).mapToObj(it -> new Seat(5, it)).toList());
        tables.seat(LongStream.range(0, 30_000).mapToObj(it -> new Seat(6, it)).toList());
        tables.seat(List.of(new Seat(1, 11), new Seat(1, 12), new Seat(8, 13)));

        Map<Long, List<Long>> blocks = tables.blocks(List.of(1L, 5L, 6L, 8L), MOST);

        assertThat(blocks.get(1L)).containsExactlyInAnyOrder(11L, 12L);
        assertThat(blocks.get(5L)).hasSize(MOST).doesNotHaveDuplicates();
        assertThat(blocks.get(6L)).hasSize(MOST);
        assertThat(blocks.get(8L)).containsExactly(13L);
    }
}
