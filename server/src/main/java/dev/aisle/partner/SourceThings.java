package dev.aisle.partner;

import dev.aisle.base.db.Db;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.listing.RawListing;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.sync.SourceItems;
import dev.aisle.partner.sync.Syncs;
import dev.aisle.supply.Intake;
import dev.aisle.supply.normalize.StoreDefaults;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the things of a platform give, stored with the place of the run in one transaction. It never goes back behind
/// what the platform told meanwhile, and nothing is stored for a connection that was ended.
final class SourceThings {

    private static final Logger LOG = LoggerFactory.getLogger(SourceThings.class);

    private final Db db;
    private final Syncs syncs;
    private final SourceItems items;
    private final Intake intake;
    private final Listings listings;
    private final InstantSource time;

    SourceThings(Db db, Syncs syncs, SourceItems items, Intake intake, Listings listings, InstantSource time) {
        this.db = db;
        this.syncs = syncs;
        this.items = items;
        this.intake = intake;
        this.listings = listings;
        this.time = time;
    }

    /// Stores what things give now; what they gave before and do not any more leaves the graph at once. What the
    /// platform told of since those were asked for is left as it was told: these may be older.
    Intake.Accepted store(OpenSync it, List<Source.Thing> things, Instant asked, Runnable with) {
        List<Source.Thing> current = notToldSince(it, things, asked);
        Optional<Intake.Accepted> stored = storeUnlessTold(it, current, asked, with);
        while (stored.isEmpty()) {
            current = notToldSince(it, current, asked);
            stored = storeUnlessTold(it, current, asked, with);
        }
        return stored.get();
    }

    private List<Source.Thing> notToldSince(OpenSync it, List<Source.Thing> things, Instant asked) {
        Set<String> told = items.toldSince(it.sync().merchant(), it.sync().platform(), asked);
        return told.isEmpty()
                ? things
                : things.stream().filter(thing -> !told.contains(thing.id())).toList();
    }

    /// Nothing where the platform told of one of them in the meantime.
    private Optional<Intake.Accepted> storeUnlessTold(
            OpenSync it, List<Source.Thing> things, Instant asked, Runnable with) {
        List<RawListing> raws = new ArrayList<>();
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (Source.Thing thing : things) {
            raws.addAll(thing.listings());
            given.put(
                    thing.id(),
                    thing.listings().stream().map(RawListing::item).distinct().toList());
        }
        Intake.Ready ready =
                intake.normalize(raws, new StoreDefaults(it.access().currency(), Optional.empty(), Optional.empty()));
        LOG.debug("phase=store {} {}", it.platform(), it.sync().store());
        return db.inTransaction(() -> {
            if (!syncs.isKept(it.sync().merchant(), it.sync().platform())) {
                return Optional.of(new Intake.Accepted(0, 0)); // ended meanwhile: it has no say any more
            }
            if (notToldSince(it, things, asked).size() < things.size()) {
                return Optional.empty();
            }
            Intake.Accepted accepted = intake.store(ready);
            remove(it, items.replace(it.sync().merchant(), it.sync().platform(), given));
            with.run();
            return Optional.of(accepted);
        });
    }

    /// The platform itself says they are gone: that counts as missed twice.
    private void remove(OpenSync it, List<String> gone) {
        Instant now = time.instant();
        listings.missingItems(it.sync().merchant(), it.sync().platform(), gone, now);
        listings.missingItems(it.sync().merchant(), it.sync().platform(), gone, now.plusMillis(1));
    }
}
