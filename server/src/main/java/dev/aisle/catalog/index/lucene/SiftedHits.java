package dev.aisle.catalog.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/// Collects the best documents among those that pass a filter, which is asked only of documents whose score would
/// bring them among the best so far; a preference adds to the score of what matches it.
final class SiftedHits implements CollectorManager<SiftedHits.Sieve, TopDocs> {

    private final TopScoreDocCollectorManager hits;
    private final Optional<Weight> filter;
    private final List<Addition> additions;

    private final float least;

    /// @param most so many are collected
    /// @param filter nothing where all pass
    /// @param least documents that score less need not be looked at
    SiftedHits(int most, Optional<Weight> filter, List<Addition> additions, float least) {
        this.hits = new TopScoreDocCollectorManager(most, null, 1);
        this.filter = filter;
        this.additions = additions;
        this.least = least;
    }

    /// What else scores.
    ///
    /// @param most it adds no more than that
    record Addition(Weight weight, float most) {}

    @Override
    public Sieve newCollector() {
        return new Sieve(hits.newCollector());
    }

    @Override
    public TopDocs reduce(Collection<Sieve> sieves) throws IOException {
        return hits.reduce(sieves.stream().map(it -> it.hits).toList());
    }

    /// Collects what one thread goes through.
    final class Sieve implements Collector {

        private final TopScoreDocCollector hits;

        private Sieve(TopScoreDocCollector hits) {
            this.hits = hits;
        }

        @Override
        public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
            Optional<Membership> passing = filter.isEmpty() ? Optional.empty() : Membership.of(filter.get(), leaf);
            if (filter.isPresent() && passing.isEmpty()) {
                throw new CollectionTerminatedException();
            }
            List<Membership> added = new ArrayList<>(additions.size());
            float most = 0;
            for (Addition addition : additions) {
                Optional<Membership> scored = Membership.of(addition.weight(), leaf);
                if (scored.isPresent()) {
                    added.add(scored.get());
                    most += addition.most();
                }
            }
            return new Sifted(hits.getLeafCollector(leaf), passing, added, most, least);
        }

        @Override
        public ScoreMode scoreMode() {
            return hits.scoreMode();
        }

        @Override
        public void setWeight(Weight weight) {
            hits.setWeight(weight);
        }
    }

    /// Whether documents of a segment belong to a set, asked of one after the other in their order.
    private record Membership(
            Scorer scorer,
            DocIdSetIterator documents,
            @Nullable TwoPhaseIterator check) {

        /// The iterator moves on to the document that is asked of, so most of a set's documents are never looked at.
        private static final long ASKED_OF_FEW = 1;

        /// Nothing where no document of the segment belongs to it.
        static Optional<Membership> of(Weight weight, LeafReaderContext leaf) throws IOException {
            ScorerSupplier supplier = weight.scorerSupplier(leaf);
            if (supplier == null) {
                return Optional.empty();
            }
            Scorer scorer = supplier.get(ASKED_OF_FEW);
            TwoPhaseIterator check = scorer.twoPhaseIterator();
            return Optional.of(
                    new Membership(scorer, check == null ? scorer.iterator() : check.approximation(), check));
        }

        boolean has(int document) throws IOException {
            if (documents.docID() < document) {
                documents.advance(document);
            }
            return documents.docID() == document && (check == null || check.matches());
        }
    }

    private static final class Sifted implements LeafCollector {

        private final LeafCollector hits;
        private final Optional<Membership> passing;
        private final List<Membership> added;
        private final float mostAdded;
        private final float least;
        private double addition;

        Sifted(LeafCollector hits, Optional<Membership> passing, List<Membership> added, float mostAdded, float least) {
            this.hits = hits;
            this.passing = passing;
            this.added = added;
            this.mostAdded = mostAdded;
            this.least = least;
        }

        @Override
        public void setScorer(Scorable words) throws IOException {
            Scorable all = new Scorable() {

                @Override
                public float score() throws IOException {
                    return (float) (words.score() + addition);
                }

                @Override
                public void setMinCompetitiveScore(float atLeast) throws IOException {
                    float ofWords = Math.max(atLeast, least) - mostAdded;
                    words.setMinCompetitiveScore(Math.max(0, mostAdded == 0 ? ofWords : ofWords - Math.ulp(atLeast)));
                }
            };
            hits.setScorer(all);
            if (least > 0) {
                all.setMinCompetitiveScore(least);
            }
        }

        @Override
        public void collect(int document) throws IOException {
            if (passing.isPresent() && !passing.get().has(document)) {
                return;
            }
            addition = 0;
            for (Membership scored : added) {
                if (scored.has(document)) {
                    addition += scored.scorer().score();
                }
            }
            hits.collect(document);
        }
    }
}
