package dev.aisle.supply;

import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.SetAside;
import dev.aisle.supply.normalize.Normalized;
import dev.aisle.supply.normalize.Normalizer;
import dev.aisle.supply.normalize.StoreDefaults;
import java.util.ArrayList;
import java.util.List;

/// The door for every source: crawled pages, syncs and feed files all come in here. What can be used is stored as
/// listings, the rest is set aside with its reasons.
public final class Intake {

    private final Normalizer normalizer;
    private final Listings listings;

    public Intake(Normalizer normalizer, Listings listings) {
        this.normalizer = normalizer;
        this.listings = listings;
    }

    /// How many were stored, and how many set aside.
    public record Accepted(int stored, int setAside) {

        public Accepted plus(Accepted other) {
            return new Accepted(stored + other.stored, setAside + other.setAside);
        }
    }

    /// Normalises and stores a batch of at most [Listings#LARGEST_BATCH], in the transaction of the caller if there is
    /// one.
    public Accepted accept(List<RawListing> batch, StoreDefaults defaults) {
        List<Listing> good = new ArrayList<>(batch.size());
        List<SetAside> aside = new ArrayList<>();
        for (RawListing raw : batch) {
            switch (normalizer.normalize(raw, defaults)) {
                case Normalized.Good usable -> good.add(usable.listing());
                case Normalized.Unusable unusable -> aside.add(setAside(unusable));
            }
        }
        listings.put(good);
        listings.setAside(aside);
        return new Accepted(good.size(), aside.size());
    }

    private static SetAside setAside(Normalized.Unusable unusable) {
        RawListing raw = unusable.raw();
        return new SetAside(
                raw.merchant(), raw.item(), raw.page().toString(), raw.platform(), unusable.problems(), raw.readAt());
    }
}
