package dev.aisle.catalog.index.lucene;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;

/// The index at one moment, with what is true of all of it.
final class Snapshot extends IndexSearcher {

    private final long generation;
    private final Set<String> currencies;

    /// @param generation grows with every snapshot that may differ from the last
    Snapshot(IndexReader reader, long generation) {
        super(reader);
        this.generation = generation;
        Set<String> found = new TreeSet<>();
        for (LeafReaderContext leaf : getLeafContexts()) {
            for (FieldInfo field : leaf.reader().getFieldInfos()) {
                if (field.name.startsWith(IndexFields.PRICE_IN)) {
                    int start = IndexFields.PRICE_IN.length();
                    found.add(field.name.substring(start, start + 3));
                }
            }
        }
        this.currencies = Collections.unmodifiableSet(found);
    }

    long generation() {
        return generation;
    }

    /// The currencies offers are priced in.
    Set<String> currencies() {
        return currencies;
    }
}
