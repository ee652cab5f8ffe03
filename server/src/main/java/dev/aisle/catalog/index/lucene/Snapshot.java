package dev.aisle.catalog.index.lucene;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.aisle.catalog.index.ProductIndex;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/// The index at one moment, with what is true of all of it.
final class Snapshot extends IndexSearcher {

    /// Of so many words it is kept how high they score.
    private static final int MOST_CEILINGS = 10_000;

    /// Of words in more documents than that the blocks are not gone through.
    private static final int LONGEST_LOOK = 50_000;

    private final Cache<Term, Float> ceilings =
            Caffeine.newBuilder().maximumSize(MOST_CEILINGS).build();
    private final long generation;
    private final Runnable between;
    private final Set<String> currencies;
    private final Optional<Cache<ProductIndex.Wanted, ScoreDoc[]>> found;
    private volatile @Nullable Set<String> attributes;

    /// @param generation grows with every snapshot that may differ from the last
    /// @param mostFound of so many searches it keeps what was found
    /// @param ranges shared by all snapshots of an index
    /// @param between called now and then in the middle of a search
    Snapshot(IndexReader reader, long generation, int mostFound, KeptRanges ranges, Runnable between) {
        super(reader);
        setQueryCache(ranges.cache());
        setQueryCachingPolicy(ranges);
        this.generation = generation;
        this.between = between;
        this.found = Optional.of(mostFound)
                .filter(most -> most > 0)
                .map(most -> Caffeine.newBuilder().maximumSize(most).build());
        Set<String> priced = new TreeSet<>();
        for (LeafReaderContext leaf : getLeafContexts()) {
            for (FieldInfo field : leaf.reader().getFieldInfos()) {
                if (field.name.startsWith(IndexFields.PRICE_IN)) {
                    int start = IndexFields.PRICE_IN.length();
                    priced.add(field.name.substring(start, start + 3));
                }
            }
        }
        this.currencies = Collections.unmodifiableSet(priced);
    }

    @Override
    protected void searchLeaf(LeafReaderContext leaf, int from, int to, Weight weight, Collector collector)
            throws IOException {
        super.searchLeaf(leaf, from, to, new InPieces(weight, between), collector);
    }

    long generation() {
        return generation;
    }

    /// What a search found before, or else what this one finds. Later pages are not kept: they are seldom asked
    /// for twice.
    ScoreDoc[] found(ProductIndex.Wanted wanted, Finding finding) throws IOException {
        if (found.isEmpty() || !wanted.seen().isEmpty()) {
            return finding.find();
        }
        ScoreDoc[] before = found.get().getIfPresent(wanted);
        if (before != null) {
            return before;
        }
        ScoreDoc[] now = finding.find();
        found.get().put(wanted, now);
        return now;
    }

    /// A document's score for this word is no higher.
    float ceiling(TermQuery word) throws IOException {
        Float before = ceilings.getIfPresent(word.getTerm());
        if (before != null) {
            return before;
        }
        Weight weight = createWeight(word, ScoreMode.TOP_SCORES, 1);
        float ceiling = 0;
        for (LeafReaderContext leaf : getLeafContexts()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer != null) {
                ceiling = Math.max(ceiling, ceiling(scorer));
            }
        }
        ceilings.put(word.getTerm(), ceiling);
        return ceiling;
    }

    private static float ceiling(Scorer scorer) throws IOException {
        if (scorer.iterator().cost() > LONGEST_LOOK) {
            return scorer.getMaxScore(DocIdSetIterator.NO_MORE_DOCS);
        }
        float ceiling = 0;
        int block = 0;
        while (block < DocIdSetIterator.NO_MORE_DOCS) {
            int end = scorer.advanceShallow(block);
            ceiling = Math.max(ceiling, scorer.getMaxScore(end));
            block = end == DocIdSetIterator.NO_MORE_DOCS ? end : end + 1;
        }
        return ceiling;
    }

    /// Finds the best documents.
    interface Finding {
        ScoreDoc[] find() throws IOException;
    }

    /// The handles of attributes, gone through when they are asked for the first time.
    Set<String> attributes() throws IOException {
        Set<String> known = attributes;
        if (known == null) {
            known = Collections.unmodifiableSet(AttributeTerms.handles(getLeafContexts()));
            attributes = known;
        }
        return known;
    }

    /// The currencies offers are priced in.
    Set<String> currencies() {
        return currencies;
    }
}
