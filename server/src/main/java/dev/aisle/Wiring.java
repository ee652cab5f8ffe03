package dev.aisle;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Ulid;
import dev.aisle.edge.partnerapi.PartnerApi;
import dev.aisle.edge.wire.Surface;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.partner.Partners;
import dev.aisle.market.product.Products;
import dev.aisle.market.taxonomy.Taxonomy;
import dev.aisle.market.vendor.Vendors;
import dev.aisle.partner.FeedImport;
import dev.aisle.partner.Onboarding;
import dev.aisle.partner.connection.Connections;
import dev.aisle.supply.Intake;
import dev.aisle.supply.normalize.Normalizer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    private final Listings listings;
    private final Products products;
    private final Intake intake;
    private @Nullable CatalogSide catalogSide;

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
        this.listings = new Listings(db, time);
        this.products = new Products(db, listings);
        this.intake = new Intake(new Normalizer(Taxonomy.shipped()), listings);
    }

    public Partners partners() {
        return partners;
    }

    public Merchants merchants() {
        return merchants;
    }

    public Products products() {
        return products;
    }

    public FeedImport feedImport() {
        return new FeedImport(intake, time);
    }

    public Vendors vendors() {
        return new Vendors(database.db(), time);
    }

    List<Surface> surfaces() {
        List<Surface> surfaces = new ArrayList<>(catalogSide().surfaces());
        surfaces.add(new PartnerApi(
                partners,
                merchants,
                onboarding,
                connections::list,
                settings.fetchAllow(),
                settings.ratePartner(),
                time));
        return surfaces;
    }

    /// Starts the background work; only a server does.
    void startWork() {
        catalogSide().start();
    }

    @Override
    public void close() {
        CatalogSide side = catalogSide;
        if (side != null) {
            side.close();
        }
        database.close();
    }

    private CatalogSide catalogSide() {
        CatalogSide side = catalogSide == null
                ? new CatalogSide(settings, database.db(), time, ulid, merchants, products)
                : catalogSide;
        catalogSide = side;
        return side;
    }
}
