package dev.aisle.catalog.index.lucene;

import dev.aisle.catalog.index.Attributes;
import dev.aisle.catalog.index.ProductIndex;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// What the index's dictionary knows of attributes. What only products say that are gone counts until their
/// segments are merged.
final class AttributeTerms {

    private AttributeTerms() {}

    /// The handles, each found by one step from that before it.
    static Set<String> handles(List<LeafReaderContext> leaves) throws IOException {
        Set<String> handles = new TreeSet<>();
        for (LeafReaderContext leaf : leaves) {
            Terms terms = leaf.reader().terms(IndexFields.ATTRIBUTE);
            if (terms == null) {
                continue;
            }
            TermsEnum dictionary = terms.iterator();
            BytesRef term = dictionary.next();
            while (term != null && handles.size() < ProductIndex.MOST_ATTRIBUTES) {
                String handle = Attributes.handleIn(term.utf8ToString());
                handles.add(handle);
                term = from(dictionary, Attributes.after(handle));
            }
        }
        return handles;
    }

    static List<String> values(String handle, List<LeafReaderContext> leaves) throws IOException {
        Set<String> values = new TreeSet<>();
        String prefix = Attributes.prefix(handle);
        for (LeafReaderContext leaf : leaves) {
            Terms terms = leaf.reader().terms(IndexFields.ATTRIBUTE);
            if (terms == null) {
                continue;
            }
            TermsEnum dictionary = terms.iterator();
            BytesRef term = from(dictionary, prefix);
            while (term != null && values.size() < ProductIndex.MOST_ATTRIBUTE_VALUES) {
                String text = term.utf8ToString();
                if (!text.startsWith(prefix)) {
                    break;
                }
                values.add(text.substring(prefix.length()));
                term = dictionary.next();
            }
        }
        return List.copyOf(values);
    }

    static boolean has(String handle, String value, List<LeafReaderContext> leaves) throws IOException {
        Term term = new Term(IndexFields.ATTRIBUTE, Attributes.term(handle, value));
        for (LeafReaderContext leaf : leaves) {
            LeafReader reader = leaf.reader();
            if (reader.docFreq(term) > 0) {
                return true;
            }
        }
        return false;
    }

    static boolean hasIn(Set<String> categories, String handle, IndexSearcher searcher) throws IOException {
        BooleanQuery both = new BooleanQuery.Builder()
                .add(new PrefixQuery(new Term(IndexFields.ATTRIBUTE, Attributes.prefix(handle))), Occur.FILTER)
                .add(
                        new TermInSetQuery(
                                IndexFields.CATEGORY,
                                categories.stream().map(BytesRef::new).toList()),
                        Occur.FILTER)
                .build();
        return searcher.search(new ConstantScoreQuery(both), 1).scoreDocs.length > 0;
    }

    private static @Nullable BytesRef from(TermsEnum dictionary, String text) throws IOException {
        return dictionary.seekCeil(new BytesRef(text)) == TermsEnum.SeekStatus.END ? null : dictionary.term();
    }
}
