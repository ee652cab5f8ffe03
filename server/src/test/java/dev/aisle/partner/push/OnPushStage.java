package dev.aisle.partner.push;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.market.merchant.Platform;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// Tests that play on a stage, each with a merchant of its own, on one database a class.
abstract class OnPushStage {

    private static Database database;
    private static int merchants;

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // every test begins with it
    PushStage stage;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        merchants = 0;
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @AfterEach
    void leave() {
        stage.close();
    }

    /// @param letter for merchants' ids
    PushStage open(char letter, Platform platform) {
        merchants++;
        stage = new PushStage(letter + "%03d".formatted(merchants), platform, database, folder);
        return stage;
    }
}
