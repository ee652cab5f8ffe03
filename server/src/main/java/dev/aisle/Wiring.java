package dev.aisle;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Ulid;
import java.time.InstantSource;

/// Every object, built once, in order. Commands open it too: what they need of it is built when it is asked for.
public final class Wiring implements AutoCloseable {

    private final Settings settings;
    private final InstantSource time;
    private final Database database;
    private final Ulid ulid;

    public Wiring(Settings settings, InstantSource time) {
        this.settings = settings;
        this.time = time;
        this.database =
                settings.databaseUrl().map(Database::external).orElseGet(() -> Database.embedded(settings.data()));
        this.ulid = new Ulid(time);
    }

    public Settings settings() {
        return settings;
    }

    public InstantSource time() {
        return time;
    }

    public Db db() {
        return database.db();
    }

    public Ulid ulid() {
        return ulid;
    }

    @Override
    public void close() {
        database.close();
    }
}
