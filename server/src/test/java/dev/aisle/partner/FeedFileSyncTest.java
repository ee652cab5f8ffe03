package dev.aisle.partner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.market.listing.ListingState;
import dev.aisle.market.listing.StoredListing;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.connection.Connection;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What runs over a product file leave in the graph: a file has no list to walk and no calls, so that the faults of
/// `faults/sources.txt` are played here by their meaning.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedFileSyncTest {

    private static final Duration NEXT_RUN = Duration.ofDays(2);

    private Database database;
    private SourceStage stage;

    @BeforeAll
    void open() {
        database = Database.external(TestDatabase.freshUrl() + "&options=-c%20synchronous_commit=off");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void connect(@TempDir Path folder) {
        stage = new SourceStage(Platform.PRODUCT_FEED, database, folder);
    }

    @AfterEach
    void leave() {
        stage.close();
    }

    @Test
    void aDownloadThatBreaksOffRemovesNothing() {
        stage.run();
        FaultPlay.whole(stage);
        long shown = stage.shown();
        stage.simulator.fault("kind=truncated&times=999");

        for (int run = 1; run <= 3; run++) {
            stage.ahead(NEXT_RUN.multipliedBy(run));
            stage.run();
            assertThat(stage.row().sync().state()).contains(Connection.Sync.State.ERROR);
            assertThat(stage.shown()).isEqualTo(shown);
        }

        stage.simulator.fault("");
        stage.ahead(NEXT_RUN.multipliedBy(4));
        stage.run();
        FaultPlay.whole(stage);
    }

    @Test
    void aFirstDownloadThatBreaksOffIsGoneOnWith() {
        stage.simulator.fault("kind=truncated&times=999");
        stage.run();
        assertThat(stage.row().sync().state()).contains(Connection.Sync.State.ERROR);

        stage.simulator.fault("");
        stage.run();

        FaultPlay.whole(stage);
    }

    @Test
    void aRowThatWentIsUnavailableAfterOneRunAndRemovedAfterTwo() {
        stage.run();
        Simulator.Unit unit = stage.simulator.units().getFirst();
        stage.simulator.gone(unit);

        stage.ahead(NEXT_RUN);
        stage.run();
        assertThat(stage.at(unit)).extracting(StoredListing::state).containsOnly(ListingState.MISSING);

        stage.ahead(NEXT_RUN.multipliedBy(2));
        stage.run();
        assertThat(stage.at(unit)).isEmpty();
        FaultPlay.whole(stage);
    }
}
