package dev.aisle.catalog.index.lucene;

import dev.aisle.catalog.index.ProductIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.FeatureField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;

/// What ranks, what must hold besides, and what is preferred among what ranks alike.
///
/// @param words what every hit matches
/// @param filter must hold, whatever it scores
/// @param preferred each adds a little to the score of what matches it
record Ranking(Words words, Optional<Query> filter, List<Query> preferred) {

    private static final float PREFERRED = 0.05f;

    /// A filter that at least one document in so many passes is asked last, of those documents only whose words would
    /// bring them among the best: for one that fewer pass it is cheaper to go through its documents.
    private static final int ONE_IN = 8;

    /// Two sums of the same scores differ by less than this part of them.
    private static final float ROUNDING = 1e-5f;

    /// The words of a query.
    ///
    /// @param any matches what has one of them, and ranks
    /// @param every the same for what has all of them, where there are several
    record Words(Query any, Optional<EveryWord> every) {}

    /// What has every word that tells something, which is found in a fraction of the time that it takes to look for
    /// what has any of them.
    ///
    /// @param telling matches it
    /// @param rest what the other clauses add to its score
    /// @param mostOfRest they add no more
    /// @param mostWithoutOne what lacks one of the words scores no more
    record EveryWord(Query telling, Optional<Query> rest, float mostOfRest, float mostWithoutOne) {}

    static Ranking of(ProductIndex.Wanted wanted, Snapshot searcher) throws IOException {
        boolean orderable = wanted.narrowing().orderable();
        Words words =
                wanted.text().isPresent() ? TextQuery.of(wanted.text().get(), orderable, searcher) : browse(orderable);
        List<Query> preferred = new ArrayList<>();
        if (searcher.currencies().size() > 1) {
            preferred.add(locale(wanted.currency()));
        }
        wanted.country().ifPresent(country -> preferred.add(locale(wanted.currency() + country)));
        return new Ranking(words, FilterQueries.besidesWords(wanted.narrowing()), preferred);
    }

    private static Words browse(boolean orderable) {
        BooleanQuery.Builder any = new BooleanQuery.Builder().setMinimumNumberShouldMatch(1);
        any.add(weight(true), Occur.SHOULD);
        if (!orderable) {
            any.add(weight(false), Occur.SHOULD);
        }
        return new Words(any.build(), Optional.empty());
    }

    private static Query weight(boolean orderable) {
        return FeatureField.newLinearQuery(IndexFields.facet(IndexFields.FEATURES, orderable), IndexFields.WEIGHT, 1);
    }

    private static Query locale(String locale) {
        return new TermQuery(new Term(IndexFields.CURRENCY, locale));
    }

    /// The best documents, the best first; equal ones in the order in which they lie in the index. Where there are
    /// enough documents with every word, and what lacks one cannot be as good, nothing else is looked at; else
    /// they say how good a document must be to be looked at.
    ///
    /// @param shown so many of them matter
    /// @param most so many are collected, in case that those that matter end among equals
    ScoreDoc[] best(IndexSearcher searcher, int shown, int most) throws IOException {
        Optional<Weight> last = denseFilter(searcher);
        Optional<Query> first = last.isPresent() ? Optional.empty() : filter;
        List<SiftedHits.Addition> likes = new ArrayList<>();
        for (Query preference : preferred) {
            Query constant = new ConstantScoreQuery(preference);
            likes.add(new SiftedHits.Addition(weight(constant, ScoreMode.COMPLETE, PREFERRED, searcher), PREFERRED));
        }
        float least = 0;
        if (words.every().isPresent()) {
            EveryWord every = words.every().get();
            ScoreDoc[] hits = withEveryWord(every, searcher, filtered(every.telling(), first), most, last, likes);
            if (hits.length >= shown) {
                least = hits[shown - 1].score * (1 - ROUNDING);
                if (least > every.mostWithoutOne() + PREFERRED * preferred.size()) {
                    return hits;
                }
            }
        }
        return searcher.search(filtered(words.any(), first), new SiftedHits(most, last, likes, least)).scoreDocs;
    }

    private static ScoreDoc[] withEveryWord(
            EveryWord every,
            IndexSearcher searcher,
            Query telling,
            int most,
            Optional<Weight> last,
            List<SiftedHits.Addition> likes)
            throws IOException {
        List<SiftedHits.Addition> additions = new ArrayList<>(likes);
        if (every.rest().isPresent()) {
            Weight rest = weight(every.rest().get(), ScoreMode.COMPLETE, 1, searcher);
            additions.add(new SiftedHits.Addition(rest, every.mostOfRest()));
        }
        return searcher.search(telling, new SiftedHits(most, last, additions, 0)).scoreDocs;
    }

    /// The filter, if so much passes it that it is cheaper to ask it last, of the few documents that are good enough.
    private Optional<Weight> denseFilter(IndexSearcher searcher) throws IOException {
        if (filter.isEmpty()) {
            return Optional.empty();
        }
        Weight weight = weight(filter.get(), ScoreMode.COMPLETE_NO_SCORES, 1, searcher);
        return passing(weight, searcher) * ONE_IN >= searcher.getIndexReader().maxDoc()
                ? Optional.of(weight)
                : Optional.empty();
    }

    /// All of it as one query.
    Query whole() {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(words.any(), Occur.MUST);
        filter.ifPresent(it -> all.add(it, Occur.FILTER));
        preferred.forEach(it -> all.add(new BoostQuery(new ConstantScoreQuery(it), PREFERRED), Occur.SHOULD));
        return all.build();
    }

    /// The clauses of both side by side, which is the form that the engine passes through fastest.
    private static Query filtered(Query words, Optional<Query> filter) {
        if (filter.isEmpty()) {
            return words;
        }
        BooleanQuery.Builder both = new BooleanQuery.Builder();
        if (words instanceof BooleanQuery clauses) {
            clauses.forEach(both::add);
            both.setMinimumNumberShouldMatch(clauses.getMinimumNumberShouldMatch());
        } else {
            both.add(words, Occur.MUST);
        }
        both.add(filter.get(), Occur.FILTER);
        return both.build();
    }

    private static Weight weight(Query query, ScoreMode mode, float boost, IndexSearcher searcher) throws IOException {
        return searcher.createWeight(searcher.rewrite(query), mode, boost);
    }

    /// About how many documents pass.
    private static long passing(Weight filter, IndexSearcher searcher) throws IOException {
        long documents = 0;
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            ScorerSupplier scorer = filter.scorerSupplier(leaf);
            documents += scorer == null ? 0 : scorer.cost();
        }
        return documents;
    }
}
