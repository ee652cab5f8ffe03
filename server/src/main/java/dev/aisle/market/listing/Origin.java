package dev.aisle.market.listing;

import dev.aisle.market.merchant.Platform;
import java.time.Instant;

/// Where one field of a listing comes from: the platform it was read through, the kind of evidence on that
/// platform, how sure we are (0 to 1), and when.
public record Origin(Platform platform, Evidence evidence, double confidence, Instant at) {

    /// The kinds of evidence, the most trusted first.
    public enum Evidence {
        PLATFORM_API,
        FEED_FILE,
        JSON_LD,
        MICRODATA,
        RDFA,
        OPEN_GRAPH,
        META,
        EMBEDDED_STATE,
        PAGE_STRUCTURE,
        STORE_SETTING
    }
}
