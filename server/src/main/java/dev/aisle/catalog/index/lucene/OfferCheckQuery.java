package dev.aisle.catalog.index.lucene;

import dev.aisle.catalog.index.Narrowing;
import dev.aisle.catalog.index.OfferFacts;
import dev.aisle.catalog.index.OfferTest;
import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Products with one offer that passes every filter on offers together. Looks at each candidate, so it
/// belongs behind cheaper filters.
final class OfferCheckQuery extends Query {

    private static final float COST_OF_A_LOOK = 60;

    private final Narrowing narrowing;
    private final OfferTest test;

    OfferCheckQuery(Narrowing narrowing, OfferTest test) {
        this.narrowing = narrowing;
        this.test = test;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new ConstantScoreWeight(this, boost) {

            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext context) throws IOException {
                BinaryDocValues facts = context.reader().getBinaryDocValues(IndexFields.FACTS);
                if (facts == null) {
                    return null;
                }
                BinaryDocValues measures = narrowing.traits().sizes().isEmpty()
                        ? DocValues.emptyBinary()
                        : DocValues.getBinary(context.reader(), IndexFields.MEASURES);
                Scorer scorer = new ConstantScoreScorer(score(), scoreMode, new Look(facts, measures, test));
                return new DefaultScorerSupplier(scorer);
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return true;
            }
        };
    }

    private static final class Look extends TwoPhaseIterator {

        private final BinaryDocValues facts;
        private final BinaryDocValues measures;
        private final OfferTest test;

        Look(BinaryDocValues facts, BinaryDocValues measures, OfferTest test) {
            super(facts);
            this.measures = measures;
            this.facts = facts;
            this.test = test;
        }

        @Override
        public boolean matches() throws IOException {
            BytesRef bytes = facts.binaryValue();
            return test.passesOnOne(new OfferFacts(
                    bytes.bytes, bytes.offset, bytes.length, PackedProducts.bytesOrNone(measures, facts.docID())));
        }

        @Override
        public float matchCost() {
            return COST_OF_A_LOOK;
        }
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "oneOffer(" + narrowing + ")";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OfferCheckQuery check && check.narrowing.equals(narrowing);
    }

    @Override
    public int hashCode() {
        return narrowing.hashCode();
    }
}
