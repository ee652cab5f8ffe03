package dev.aisle.catalog.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.FilterWeight;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;

/// Goes through a segment piece by piece, and lets others go first between them.
final class InPieces extends FilterWeight {

    private static final int PIECES = 16;

    /// Smaller pieces cost more than they are worth, in documents.
    private static final int SMALLEST = 16_384;

    private final Runnable between;

    /// @param between may wait
    InPieces(Weight weight, Runnable between) {
        super(weight);
        this.between = between;
    }

    @Override
    public ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        ScorerSupplier whole = in.scorerSupplier(leaf);
        return whole == null || leaf.reader().maxDoc() <= SMALLEST
                ? whole
                : new Pieces(whole, leaf.reader().maxDoc());
    }

    private final class Pieces extends ScorerSupplier {

        private final ScorerSupplier whole;
        private final int length;

        Pieces(ScorerSupplier whole, int documents) {
            this.whole = whole;
            this.length = Math.max(SMALLEST, documents / PIECES);
        }

        @Override
        public Scorer get(long leadCost) throws IOException {
            return whole.get(leadCost);
        }

        @Override
        public long cost() {
            return whole.cost();
        }

        @Override
        public void setTopLevelScoringClause() throws IOException {
            whole.setTopLevelScoringClause();
        }

        @Override
        public BulkScorer bulkScorer() throws IOException {
            BulkScorer scorer = whole.bulkScorer();
            return new BulkScorer() {

                @Override
                public int score(LeafCollector collector, Bits live, int from, int to) throws IOException {
                    int next = from;
                    while (to - next > length) {
                        next = scorer.score(collector, live, next, next + length);
                        between.run();
                    }
                    return next < to ? scorer.score(collector, live, next, to) : next;
                }

                @Override
                public long cost() {
                    return scorer.cost();
                }
            };
        }
    }
}
