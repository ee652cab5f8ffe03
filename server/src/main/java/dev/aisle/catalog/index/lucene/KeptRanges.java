package dev.aisle.catalog.index.lucene;

import java.io.IOException;
import org.apache.lucene.search.IndexSortSortedNumericDocValuesRangeQuery;
import org.apache.lucene.search.LRUQueryCache;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryCache;
import org.apache.lucene.search.QueryCachingPolicy;
import org.apache.lucene.search.UsageTrackingQueryCachingPolicy;

/// Keeps which documents of a segment lie in a range of prices that is asked for often, as a set of bits:
/// looking there costs half of what looking at their prices does. Other filters are not worth it: words are read as
/// fast as bits, and what is asked of offers is asked of few documents.
///
/// A set is made by whoever asks when the range has proved to be wanted, even where only a few documents are asked
/// of: it costs some milliseconds for a million documents, once as long as their segment lasts.
final class KeptRanges implements QueryCachingPolicy {

    private static final int MOST = 1_000;

    /// In bytes; a set takes an eighth of a byte a document, or less.
    private static final long LARGEST = 16 << 20;

    /// Smaller segments are gone through faster than looked up, in documents.
    private static final int SMALLEST = 10_000;

    private final LRUQueryCache cache;
    private final QueryCachingPolicy usage = new UsageTrackingQueryCachingPolicy();

    KeptRanges() {
        this(SMALLEST);
    }

    /// @param smallest nothing is kept of segments with fewer documents
    KeptRanges(int smallest) {
        this.cache = new LRUQueryCache(MOST, LARGEST, leaf -> leaf.reader().maxDoc() >= smallest, Float.MAX_VALUE);
    }

    QueryCache cache() {
        return cache;
    }

    /// How many sets are kept.
    long kept() {
        return cache.getCacheSize();
    }

    @Override
    public void onUse(Query query) {
        if (isRange(query)) {
            usage.onUse(query);
        }
    }

    @Override
    public boolean shouldCache(Query query) throws IOException {
        return isRange(query) && usage.shouldCache(query);
    }

    private static boolean isRange(Query query) {
        return query instanceof IndexSortSortedNumericDocValuesRangeQuery;
    }
}
