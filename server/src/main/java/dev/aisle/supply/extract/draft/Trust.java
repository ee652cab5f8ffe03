package dev.aisle.supply.extract.draft;

import dev.aisle.market.listing.Origin.Evidence;

/// How far each kind of evidence is to be trusted, before anything on the page speaks for or against it. The numbers
/// only order the sources; they keep the order of [Evidence].
final class Trust {

    private Trust() {}

    static double in(Evidence evidence) {
        return switch (evidence) {
            case PLATFORM_API -> 0.98;
            case FEED_FILE -> 0.97;
            case JSON_LD -> 0.95;
            case MICRODATA -> 0.90;
            case RDFA -> 0.87;
            case OPEN_GRAPH -> 0.82;
            case META -> 0.78;
            case EMBEDDED_STATE -> 0.75;
            case PAGE_STRUCTURE -> 0.55;
            case STORE_SETTING -> 0.40;
        };
    }
}
