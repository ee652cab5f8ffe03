package dev.aisle.base.http;

/// What kind of body is expected, and so how much of it we take in, decompressed.
public enum BodyKind {
    /// The rest of a longer robots.txt is ignored, as RFC 9309 section 2.5 allows.
    ROBOTS(512 << 10, Longer.IS_CUT),
    /// What a receiver of ours answers; only its status matters.
    RECEIPT(16 << 10, Longer.IS_CUT),
    PAGE(5 << 20, Longer.IS_REFUSED),
    API(20 << 20, Longer.IS_REFUSED),
    /// sitemaps.org: 50 MB uncompressed.
    SITEMAP(50 << 20, Longer.IS_REFUSED),
    /// The first rows of a product feed, to learn its columns by.
    FEED_START(1 << 20, Longer.IS_CUT),
    /// A product feed that an operator names; it is held in memory.
    FEED(128 << 20, Longer.IS_REFUSED);

    /// What happens to a body over the limit.
    enum Longer {
        IS_CUT,
        IS_REFUSED
    }

    private final int limit;
    private final Longer longer;

    BodyKind(int limit, Longer longer) {
        this.limit = limit;
        this.longer = longer;
    }

    /// In bytes.
    public int limit() {
        return limit;
    }

    Longer longer() {
        return longer;
    }
}
