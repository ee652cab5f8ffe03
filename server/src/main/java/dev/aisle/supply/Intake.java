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

    /// Normalised and not yet stored; any number of listings.
    public record Ready(List<Listing> good, List<SetAside> aside) {

        public Ready {
            good = List.copyOf(good);
            aside = List.copyOf(aside);
        }
    }

    /// Normalises and stores a batch of at most [Listings#LARGEST_BATCH], in the transaction of the caller if there
    /// is one.
    public Accepted accept(List<RawListing> batch, StoreDefaults defaults) {
        return store(normalize(batch, defaults));
    }

    /// Normalises without storing, for those who do not want to do it within their transaction.
    public Ready normalize(List<RawListing> raws, StoreDefaults defaults) {
        List<Listing> good = new ArrayList<>(raws.size());
        List<SetAside> aside = new ArrayList<>();
        for (RawListing raw : raws) {
            switch (normalizer.normalize(raw, defaults)) {
                case Normalized.Good usable -> good.add(usable.listing());
                case Normalized.Unusable unusable -> aside.add(setAside(unusable));
            }
        }
        return new Ready(good, aside);
    }

    /// Stores what is ready, in the transaction of the caller if there is one.
    public Accepted store(Ready ready) {
        for (int from = 0; from < ready.good().size(); from += Listings.LARGEST_BATCH) {
            int to = Math.min(ready.good().size(), from + Listings.LARGEST_BATCH);
            listings.put(ready.good().subList(from, to));
        }
        listings.setAside(ready.aside());
        return new Accepted(ready.good().size(), ready.aside().size());
    }

    private static SetAside setAside(Normalized.Unusable unusable) {
        RawListing raw = unusable.raw();
        return new SetAside(
                raw.merchant(), raw.item(), raw.page().toString(), raw.platform(), unusable.problems(), raw.readAt());
    }
}
