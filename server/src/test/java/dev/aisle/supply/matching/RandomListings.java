package dev.aisle.supply.matching;

import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.SampleListing;
import java.util.List;
import java.util.Random;

/// Listings made up so that many are the same thing, many are nearly, and the data is as untidy as shops' data
/// is.
public final class RandomListings {

    private static final List<String> MERCHANTS = List.of("aaaa", "bbbb", "cccc", "dddd");
    private static final List<String> BRANDS = List.of("Kestrel", "Novabyte", "Halden");
    private static final List<String> NAMES = List.of("Trail Flux", "Ridge", "Glade Nova", "Tern");
    private static final List<String> KINDS = List.of("Jacket", "Portable SSD", "Monitor", "Earbuds");
    private static final List<String> COLORS = List.of("Navy", "Black", "Crimson", "");
    private static final List<String> AMOUNTS = List.of("1TB", "2TB", "512 GB", "27\"", "");
    private static final List<String> TAILS =
            List.of("", " Pro", " Gen 2", " - free delivery", ", new in box", " X200-7B");

    private final Random random;
    private int count;

    public RandomListings(long seed) {
        this.random = new Random(seed);
    }

    /// The next listing, with an item of its own.
    public Listing next() {
        return next(count++);
    }

    /// A listing of that item.
    public Listing next(int item) {
        String merchant = MERCHANTS.get(item % MERCHANTS.size());
        int thing = random.nextInt(12);
        String brand = BRANDS.get(thing % BRANDS.size());
        String color = pick(COLORS);
        SampleListing listing = SampleListing.at(merchant, "item-" + item)
                .titled((brand
                                + ' '
                                + NAMES.get(thing % NAMES.size())
                                + ' '
                                + KINDS.get(thing % KINDS.size())
                                + ' '
                                + pick(AMOUNTS)
                                + (random.nextBoolean() ? ' ' + color : "")
                                + pick(TAILS))
                        .strip())
                .price(1000 + random.nextInt(5));
        if (random.nextInt(3) == 0) {
            listing.brand(brand);
        }
        if (random.nextInt(4) == 0) {
            listing.gtin("0400638133" + (1000 + thing * 3 + random.nextInt(3)));
        }
        if (random.nextInt(5) == 0) {
            listing.brand(brand).mpn("MX" + (1000 + thing));
        }
        if (random.nextInt(3) == 0) {
            listing.group("group-" + thing);
            listing.option("Size", pick(List.of("S", "M", "L")));
            if (!color.isEmpty()) {
                listing.option("Color", color);
            }
        }
        return listing.listing();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
