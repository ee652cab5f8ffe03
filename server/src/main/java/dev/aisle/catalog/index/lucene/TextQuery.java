package dev.aisle.catalog.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// The words of a query as clauses, any of which makes a hit: the words and their joined neighbours, a push
/// for what has all of them, and an exact code above everything.
final class TextQuery implements Words.Sink {

    private static final int LONGEST_QUERY = 400;
    private static final int MOST_WORDS = 32;

    private static final float WORD = 1;
    private static final float LITTLE_WORD = 0.5f;
    private static final float UNWANTED_WORD = 0.5f;
    private static final float JOINED = 0.35f;
    private static final float ALL_WORDS = 0.3f;
    private static final float MISSPELT = 0.6f;
    private static final float EXACT_CODE = 1_000;

    private static final int SHORTEST_MISSPELT = 4;
    private static final int TWO_SLIPS_FROM = 8;
    private static final int FIRST_LETTERS_RIGHT = 1;
    private static final int MOST_SPELLINGS = 5;

    private static final String WITHOUT = "without";
    private static final Set<String> LITTLE_WORDS = Set.of(
            "a", "an", "and", "by", "for", "from", "in", "no", "not", "of", "off", "on", "or", "the", "to", "with",
            "your");

    private final Map<String, Float> words = new LinkedHashMap<>();
    private final Map<String, Float> joined = new LinkedHashMap<>();
    private boolean unwanted;

    private final Snapshot searcher;
    private final BooleanQuery.Builder any = new BooleanQuery.Builder();
    private Optional<Ranking.EveryWord> every = Optional.empty();

    private TextQuery(Snapshot searcher) {
        this.searcher = searcher;
    }

    /// The words of a query, of which one must match.
    ///
    /// @param orderable whether only products that can be ordered are wanted
    static Ranking.Words of(String text, boolean orderable, Snapshot searcher) throws IOException {
        TextQuery query = new TextQuery(searcher);
        new Words().split(text, LONGEST_QUERY, Words.Joins.NEIGHBOURS, query);
        query.joined.keySet().removeAll(query.words.keySet());
        Set<String> codes = Codes.inQuery(text);
        query.clauses(codes, true);
        if (!orderable) {
            query.clauses(codes, false);
        }
        query.any.setMinimumNumberShouldMatch(1);
        return new Ranking.Words(query.any.build(), orderable ? query.every : Optional.empty());
    }

    @Override
    public void word(char[] text, int start, int length) {
        String word = new String(text, start, length);
        boolean little = LITTLE_WORDS.contains(word);
        unwanted = word.equals(WITHOUT) || (unwanted && !little);
        if (words.size() < MOST_WORDS) {
            words.merge(word, unwanted ? UNWANTED_WORD : little ? LITTLE_WORD : WORD, Math::max);
        }
    }

    @Override
    public void joined(char[] text, int start, int length) {
        if (joined.size() < MOST_WORDS) {
            joined.put(new String(text, start, length), JOINED);
        }
    }

    private void clauses(Set<String> codes, boolean orderable) throws IOException {
        String field = IndexFields.facet(IndexFields.TEXT, orderable);
        List<Clause> telling = new ArrayList<>();
        List<Clause> rest = new ArrayList<>();
        for (Map.Entry<String, Float> word : words.entrySet()) {
            Clause clause = knownOrSimilar(field, word.getKey(), word.getValue());
            any.add(clause.query(), Occur.SHOULD);
            (word.getValue() == WORD ? telling : rest).add(clause);
        }
        if (telling.size() > 1) {
            any.add(new BoostQuery(all(telling, WORD), ALL_WORDS), Occur.SHOULD);
        }
        for (Map.Entry<String, Float> pair : joined.entrySet()) {
            Term term = new Term(field, pair.getKey());
            TermStates states = TermStates.build(searcher, term, true);
            if (states.docFreq() > 0) {
                Clause clause = weighted(new TermQuery(term, states), pair.getValue());
                any.add(clause.query(), Occur.SHOULD);
                rest.add(clause);
            }
        }
        for (String code : codes) {
            Query exact = new ConstantScoreQuery(
                    new TermQuery(new Term(IndexFields.facet(IndexFields.CODE, orderable), code)));
            any.add(new BoostQuery(exact, EXACT_CODE), Occur.SHOULD);
        }
        if (telling.size() > 1 && codes.isEmpty()) {
            every = Optional.of(every(telling, rest));
        }
    }

    private static Ranking.EveryWord every(List<Clause> telling, List<Clause> rest) {
        BooleanQuery.Builder others = new BooleanQuery.Builder();
        float mostOfOthers = 0;
        for (Clause clause : rest) {
            others.add(clause.query(), Occur.SHOULD);
            mostOfOthers += clause.most();
        }
        float mostWithoutOne = 0;
        for (int lacking = 0; lacking < telling.size(); lacking++) {
            float most = mostOfOthers;
            for (int other = 0; other < telling.size(); other++) {
                most += other == lacking ? 0 : telling.get(other).most();
            }
            mostWithoutOne = Math.max(mostWithoutOne, most);
        }
        return new Ranking.EveryWord(
                all(telling, WORD + ALL_WORDS),
                rest.isEmpty() ? Optional.empty() : Optional.of(others.build()),
                mostOfOthers,
                mostWithoutOne);
    }

    private static Query all(List<Clause> clauses, float weight) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        clauses.forEach(
                clause -> all.add(weight == 1 ? clause.query() : new BoostQuery(clause.query(), weight), Occur.MUST));
        return all.build();
    }

    /// A word that no product has is taken for a slip of the pen.
    private Clause knownOrSimilar(String field, String word, float weight) throws IOException {
        Term term = new Term(field, word);
        TermStates states = TermStates.build(searcher, term, true);
        if (states.docFreq() > 0 || word.length() < SHORTEST_MISSPELT || hasDigit(word) || isKnown(word)) {
            return weighted(new TermQuery(term, states), weight);
        }
        int slips = word.length() >= TWO_SLIPS_FROM ? 2 : 1;
        Query similar = new FuzzyQuery(term, slips, FIRST_LETTERS_RIGHT, MOST_SPELLINGS, true);
        return new Clause(new BoostQuery(similar, weight * MISSPELT), Float.POSITIVE_INFINITY);
    }

    private boolean isKnown(String word) throws IOException {
        return isKnown(word, true) || isKnown(word, false);
    }

    private boolean isKnown(String word, boolean orderable) throws IOException {
        Term term = new Term(IndexFields.facet(IndexFields.TEXT, orderable), word);
        return TermStates.build(searcher, term, true).docFreq() > 0;
    }

    private static boolean hasDigit(String word) {
        return word.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    private Clause weighted(TermQuery query, float weight) throws IOException {
        return new Clause(weight == 1 ? query : new BoostQuery(query, weight), weight * searcher.ceiling(query));
    }

    /// @param most it scores no more
    private record Clause(Query query, float most) {}
}
