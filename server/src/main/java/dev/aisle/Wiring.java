package dev.aisle;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Ulid;
import dev.aisle.edge.partnerapi.PartnerApi;
import dev.aisle.edge.wire.Surface;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.partner.Partners;
import dev.aisle.partner.Onboarding;
import dev.aisle.partner.connection.Connections;
import java.time.InstantSource;
import java.util.List;

/// Every object, built once, in order: the second file to read. Commands open it too; what costs something and not
/// every command needs is built when it is first asked for.
public final class Wiring implements AutoCloseable {

    private final Settings settings;
    private final InstantSource time;
    private final Database database;
    private final Ulid ulid;
    private final Partners partners;
    private final Merchants merchants;
    private final Connections connections;
    private final Onboarding onboarding;

    public Wiring(Settings settings, InstantSource time) {
        this.settings = settings;
        this.time = time;
        this.database =
                settings.databaseUrl().map(Database::external).orElseGet(() -> Database.embedded(settings.data()));
        Db db = database.db();
        this.ulid = new Ulid(time);
        this.partners = new Partners(db, time, ulid);
        this.merchants = new Merchants(db, time);
        this.connections = new Connections(db, time);
        this.onboarding = new Onboarding(db, merchants, connections, merchant -> {});
    }

    public Partners partners() {
        return partners;
    }

    public Merchants merchants() {
        return merchants;
    }

    List<Surface> surfaces() {
        return List.of(new PartnerApi(
                partners,
                merchants,
                onboarding,
                connections::list,
                settings.fetchAllow(),
                settings.ratePartner(),
                time));
    }

    /// Starts the background work; only a server does.
    void startWork() {}

    @Override
    public void close() {
        database.close();
    }
}
