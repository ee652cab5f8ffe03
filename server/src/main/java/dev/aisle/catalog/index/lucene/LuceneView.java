package dev.aisle.catalog.index.lucene;

import dev.aisle.catalog.index.Narrowing;
import dev.aisle.catalog.index.PackedProduct;
import dev.aisle.catalog.index.ProductIndex;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.product.ProductId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/// One searcher, held for one request.
final class LuceneView implements ProductIndex.View {

    static final int MOST_OF_A_FAMILY = 200;
    private static final int MOST_ON_A_PAGE = 50;

    /// Collected beyond a page, in case that it ends among equals.
    private static final int EQUALS = 30;

    private static final Sort SCORE_AND_ID =
            new Sort(SortField.FIELD_SCORE, new SortField(IndexFields.NUMBER, SortField.Type.LONG));

    private final SearcherManager searchers;
    private final Snapshot searcher;
    private final PackedProducts products;

    LuceneView(SearcherManager searchers, Snapshot searcher) {
        this.searchers = searchers;
        this.searcher = searcher;
        this.products = new PackedProducts(searcher.getLeafContexts());
    }

    @Override
    public ProductIndex.Hits search(ProductIndex.Wanted wanted) {
        if (wanted.narrowing().excludesEverything()) {
            return new ProductIndex.Hits(List.of(), false);
        }
        try {
            ScoreDoc[] unseen = searcher.found(wanted, () -> best(Ranking.of(wanted, searcher), wanted));
            List<PackedProduct> found = products.read(unseen, wanted.limit());
            orderTies(unseen, found);
            return new ProductIndex.Hits(found, unseen.length > found.size());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Goes one further than asked for, and as far past what was seen already as there is of it. Collecting
    /// keeps equal scores in the order of the segments, which is cheaper than that of ids. So where a page
    /// ends among equals, the first of them are those with the smallest ids: of some collected beyond the
    /// page, or where that is not all of them, of all.
    private ScoreDoc[] best(Ranking ranking, ProductIndex.Wanted wanted) throws IOException {
        int limit = wanted.limit();
        int most = limit + wanted.seen().size() + 1;
        ScoreDoc[] hits = ranking.best(searcher, most, most + EQUALS);
        ScoreDoc[] unseen = unseen(hits, wanted);
        if (unseen.length <= limit) {
            return unseen;
        }
        float last = unseen[limit - 1].score;
        if (unseen[limit].score == last) {
            boolean all = hits.length < most + EQUALS || hits[hits.length - 1].score < last;
            if (!all) {
                return unseen(byScoreAndId(ranking.whole(), most), wanted);
            }
            products.orderById(unseen, from(unseen, last), to(unseen, last));
        }
        return Arrays.copyOf(unseen, limit + 1);
    }

    private static int from(ScoreDoc[] hits, float score) {
        int from = 0;
        while (hits[from].score != score) {
            from++;
        }
        return from;
    }

    private static int to(ScoreDoc[] hits, float score) {
        int to = hits.length;
        while (hits[to - 1].score != score) {
            to--;
        }
        return to;
    }

    private ScoreDoc[] unseen(ScoreDoc[] hits, ProductIndex.Wanted wanted) throws IOException {
        return wanted.seen().isEmpty() ? hits : products.without(wanted.seen(), hits);
    }

    private ScoreDoc[] byScoreAndId(Query query, int most) throws IOException {
        return Arrays.stream(
                        searcher.search(query, new TopFieldCollectorManager(SCORE_AND_ID, most, null, 1)).scoreDocs)
                .map(hit -> new ScoreDoc(hit.doc, (float) ((FieldDoc) hit).fields[0]))
                .toArray(ScoreDoc[]::new);
    }

    /// Equal scores in the order of their ids, so that a page has one order whatever the segments look like.
    private static void orderTies(ScoreDoc[] hits, List<PackedProduct> products) {
        int from = 0;
        while (from < products.size()) {
            int to = from + 1;
            while (to < products.size() && hits[to].score == hits[from].score) {
                to++;
            }
            if (to - from > 1) {
                products.subList(from, to)
                        .sort(Comparator.comparing(product -> product.id().value()));
            }
            from = to;
        }
    }

    @Override
    public Optional<PackedProduct> product(ProductId id) {
        return withTerm(IndexFields.ID, id.value(), 1).stream().findFirst();
    }

    @Override
    public boolean passes(ProductId id, Narrowing narrowing) {
        if (narrowing.excludesEverything()) {
            return false;
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        query.add(new TermQuery(new Term(IndexFields.ID, id.value())), Occur.FILTER);
        FilterQueries.add(narrowing, query);
        try {
            return searcher.count(query.build()) > 0;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Optional<PackedProduct> offer(ListingId id) {
        return withTerm(IndexFields.OFFER, id.value(), 1).stream().findFirst();
    }

    @Override
    public List<PackedProduct> page(UrlKey key) {
        return withTerm(IndexFields.PAGE, key.value(), MOST_ON_A_PAGE);
    }

    @Override
    public List<PackedProduct> family(String family) {
        return withTerm(IndexFields.FAMILY, family, MOST_OF_A_FAMILY).stream()
                .sorted(Comparator.comparing(product -> product.id().value()))
                .toList();
    }

    @Override
    public Set<String> currencies() {
        return searcher.currencies();
    }

    @Override
    public Set<String> attributes() {
        try {
            return searcher.attributes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public List<String> attributeValues(String handle) {
        try {
            return AttributeTerms.values(handle, searcher.getLeafContexts());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public boolean hasAttribute(String handle, String value) {
        try {
            return AttributeTerms.has(handle, value, searcher.getLeafContexts());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public boolean hasAttributeIn(Set<String> categories, String handle) {
        try {
            return AttributeTerms.hasIn(categories, handle, searcher);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    long generation() {
        return searcher.generation();
    }

    @Override
    public int size() {
        return searcher.getIndexReader().numDocs();
    }

    @Override
    public void close() {
        try {
            searchers.release(searcher);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Straight from the dictionary, without the machinery of a search.
    private List<PackedProduct> withTerm(String field, String value, int most) {
        List<PackedProduct> found = new ArrayList<>(1);
        BytesRef term = new BytesRef(value);
        try {
            for (LeafReaderContext leaf : searcher.getLeafContexts()) {
                Terms terms = leaf.reader().terms(field);
                if (terms == null) {
                    continue;
                }
                TermsEnum dictionary = terms.iterator();
                if (!dictionary.seekExact(term)) {
                    continue;
                }
                Bits live = leaf.reader().getLiveDocs();
                PostingsEnum postings = dictionary.postings(null, PostingsEnum.NONE);
                for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                    if (live == null || live.get(doc)) {
                        found.add(PackedProducts.read(leaf, doc));
                        if (found.size() == most) {
                            return found;
                        }
                    }
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return found;
    }
}
