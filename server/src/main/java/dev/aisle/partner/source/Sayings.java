package dev.aisle.partner.source;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.RawListing.Named;
import dev.aisle.market.listing.RawListing.Said;
import dev.aisle.market.merchant.Platform;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What a platform's interface says of one listing, field by field in its own words. What is blank is not said; the
/// same words again add nothing.
public final class Sayings {

    private final Map<Field, List<Said>> fields = new EnumMap<>(Field.class);

    public void say(Field field, String words) {
        Said said = new Said(words, Evidence.PLATFORM_API, 1);
        if (!words.isBlank() && !fields.getOrDefault(field, List.of()).contains(said)) {
            fields.computeIfAbsent(field, it -> new ArrayList<>()).add(said);
        }
    }

    public Map<Field, List<Said>> fields() {
        return fields;
    }

    /// A listing of which that is said.
    ///
    /// @param item as the crawl names it, so that both speak of the same listing
    public RawListing listing(
            Access access, Platform platform, String item, URI page, List<Named> options, Instant now) {
        return new RawListing(access.merchant().id(), platform, item, page, fields, options, List.of(), now);
    }
}
