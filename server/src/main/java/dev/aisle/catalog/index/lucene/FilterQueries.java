package dev.aisle.catalog.index.lucene;

import dev.aisle.catalog.index.Attributes;
import dev.aisle.catalog.index.BrandKey;
import dev.aisle.catalog.index.Narrowing;
import dev.aisle.catalog.index.OfferTest;
import dev.aisle.catalog.index.Traits;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.merchant.MerchantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/// A [Narrowing] as clauses of a query. Each filter is first asked of the product as a whole, which is
/// exact as long as only one of them speaks of offers; where several do, [OfferCheckQuery] has the last
/// word.
final class FilterQueries {

    private final Narrowing narrowing;
    private final BooleanQuery.Builder query;
    private int aboutOffers;

    private FilterQueries(Narrowing narrowing, BooleanQuery.Builder query) {
        this.narrowing = narrowing;
        this.query = query;
    }

    /// All of it, for a query of any kind.
    static void add(Narrowing narrowing, BooleanQuery.Builder query) {
        FilterQueries filters = new FilterQueries(narrowing, query);
        filters.add();
        if (narrowing.orderable() && filters.aboutOffers == 0) {
            query.add(new TermQuery(new Term(IndexFields.ORDERABLE, IndexFields.YES)), Occur.FILTER);
        }
    }

    /// What is left of it for a query that asks the fields of products that can be ordered where only those are
    /// wanted; nothing where everything passes.
    static Optional<Query> besidesWords(Narrowing narrowing) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        new FilterQueries(narrowing, query).add();
        List<BooleanClause> clauses = query.build().clauses();
        if (clauses.isEmpty()) {
            return Optional.empty();
        }
        if (clauses.stream().allMatch(BooleanClause::isProhibited)) {
            query.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
        }
        return Optional.of(query.build());
    }

    private void add() {
        narrowing.categories().ifPresent(slugs -> query.add(any(IndexFields.CATEGORY, slugs), Occur.FILTER));
        without(IndexFields.CATEGORY, narrowing.notCategories());
        narrowing.brands().ifPresent(brands -> query.add(any(IndexFields.BRAND, keys(brands)), Occur.FILTER));
        without(IndexFields.BRAND, keys(narrowing.notBrands()));
        narrowing.genders().ifPresent(words -> query.add(any(IndexFields.GENDER, words), Occur.FILTER));
        narrowing.ages().ifPresent(words -> query.add(any(IndexFields.AGE, words), Occur.FILTER));
        narrowing.merchants().ifPresent(merchants -> facet(IndexFields.MERCHANT, ids(merchants)));
        if (!narrowing.conditions().isEmpty()) {
            facet(
                    IndexFields.CONDITION,
                    narrowing.conditions().stream().map(Condition::word).toList());
        }
        narrowing.prices().ifPresent(this::prices);
        Traits traits = narrowing.traits();
        traits.colors().forEach(near -> query.add(any(IndexFields.COLOR, near), Occur.FILTER));
        traits.attributes().forEach((handle, values) -> query.add(attribute(handle, values), Occur.FILTER));
        if (traits.speaksOfOffers()) {
            aboutOffers++;
        }
        if (traits.reduced()) {
            facet(IndexFields.REDUCED, List.of(IndexFields.YES));
        }
        if (!traits.sizes().isEmpty()) {
            query.add(new FieldExistsQuery(IndexFields.MEASURES), Occur.FILTER);
        }
        if (aboutOffers > 1
                || traits.speaksOfOffers()
                || !narrowing.notMerchants().isEmpty()) {
            query.add(new OfferCheckQuery(narrowing, new OfferTest(narrowing)), Occur.FILTER);
        }
    }

    private void facet(String name, Collection<String> values) {
        either(clauses -> forEachField(name, field -> clauses.add(any(field, values), Occur.SHOULD)));
    }

    private void prices(Map<String, Narrowing.Amounts> prices) {
        either(clauses -> prices.forEach((currency, amounts) -> forEachField(
                IndexFields.PRICE_IN + currency,
                field -> clauses.add(LongField.newRangeQuery(field, amounts.least(), amounts.most()), Occur.SHOULD))));
    }

    private void either(Consumer<BooleanQuery.Builder> clauses) {
        aboutOffers++;
        BooleanQuery.Builder either = new BooleanQuery.Builder();
        clauses.accept(either);
        query.add(either.build(), Occur.FILTER);
    }

    private void forEachField(String name, Consumer<String> field) {
        field.accept(IndexFields.facet(name, true));
        if (!narrowing.orderable()) {
            field.accept(IndexFields.facet(name, false));
        }
    }

    private void without(String field, Collection<String> values) {
        if (!values.isEmpty()) {
            query.add(any(field, values), Occur.MUST_NOT);
        }
    }

    private static Query any(String field, Collection<String> values) {
        return values.size() == 1
                ? new TermQuery(new Term(field, values.iterator().next()))
                : new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
    }

    private static Query attribute(String handle, Collection<String> values) {
        return any(
                IndexFields.ATTRIBUTE,
                values.stream().map(value -> Attributes.term(handle, value)).toList());
    }

    private static List<String> keys(Collection<String> brands) {
        return brands.stream().map(BrandKey::of).toList();
    }

    private static List<String> ids(Collection<MerchantId> merchants) {
        return merchants.stream().map(MerchantId::value).toList();
    }
}
