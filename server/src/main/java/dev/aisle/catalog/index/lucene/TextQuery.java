package dev.aisle.catalog.index.lucene;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// The words of a query as clauses.
final class TextQuery {

    private static final int LONGEST_QUERY = 400;
    private static final int MOST_WORDS = 32;
    private static final float WORD = 1;
    private static final float JOINED = 0.5f;
    private static final float EXACT_CODE = 1_000;

    private TextQuery() {}

    static Query of(String text) {
        Map<String, Float> words = new LinkedHashMap<>();
        new Words().split(text, LONGEST_QUERY, Words.Joins.NEIGHBOURS, new Words.Sink() {
            @Override
            public void word(char[] chars, int start, int length) {
                words.merge(new String(chars, start, length), WORD, Math::max);
            }

            @Override
            public void joined(char[] chars, int start, int length) {
                words.merge(new String(chars, start, length), JOINED, Math::max);
            }
        });
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        words.entrySet().stream()
                .limit(2 * MOST_WORDS)
                .forEach(word -> query.add(
                        new BoostQuery(new TermQuery(new Term(IndexFields.TEXT, word.getKey())), word.getValue()),
                        Occur.SHOULD));
        for (String code : Codes.inQuery(text)) {
            query.add(
                    new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term(IndexFields.CODE, code))), EXACT_CODE),
                    Occur.SHOULD);
        }
        return query.build();
    }
}
