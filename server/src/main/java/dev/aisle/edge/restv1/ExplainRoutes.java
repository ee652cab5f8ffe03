package dev.aisle.edge.restv1;

import dev.aisle.catalog.answer.Context;
import dev.aisle.catalog.answer.Filters;
import dev.aisle.catalog.answer.Lookup;
import dev.aisle.catalog.answer.Search;
import dev.aisle.catalog.answer.SearchAnswer;
import dev.aisle.edge.catalogapi.Answers;
import dev.aisle.edge.catalogapi.Vocabulary;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.product.ProductId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says why a product, an offer or a store's page is at its place in a search, or is not in it.
final class ExplainRoutes {

    private static final int PAGE = 50;
    private static final int DEEPEST = 500;
    private static final int ULID = 26;

    private final Answers answers;
    private final Vocabulary vocabulary;
    private final Function<String, List<String>> known;

    /// @param known what is known of an id or a page, a line a fact
    ExplainRoutes(Answers answers, Vocabulary vocabulary, Function<String, List<String>> known) {
        this.answers = answers;
        this.vocabulary = vocabulary;
        this.known = known;
    }

    Object explain(Call call) {
        String what = Stream.of("product_id", "id", "url")
                .flatMap(name -> call.bodyText(name).stream())
                .findFirst()
                .orElseThrow(() -> Rejected.missing("body", "product_id"));
        List<String> facts = facts(what);
        Optional<Lookup.Input> input = input(what);
        Optional<ProductId> product = input.flatMap(it -> product(it, Filters.NONE, Context.DEFAULT));
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("explained", what);
        out.put("product_id", product.map(ProductId::value).orElse(null));
        boolean searched = call.bodyText("query").isPresent()
                || !call.body().path("filters").isEmpty();
        if (product.isEmpty()) {
            out.put("place", null);
            out.put(
                    "reasons",
                    List.of(
                            facts.isEmpty()
                                    ? "Nothing is known of it: no crawl, feed or lookup has come across it."
                                    : "It is known, and not searchable: see facts."));
        } else if (searched) {
            place(input.orElseThrow(), product.get(), call, out);
        }
        out.put("facts", facts);
        return out;
    }

    private void place(Lookup.Input input, ProductId product, Call call, Map<String, @Nullable Object> out) {
        Context context = LocaleReader.ofBody(call);
        Filters filters = new WishReader(vocabulary)
                .read(call.body().path("filters"), context)
                .filters();
        Optional<Integer> place = placeOf(product, call.bodyText("query"), filters, context);
        out.put("place", place.orElse(null));
        List<String> reasons = new ArrayList<>();
        place.ifPresent(it -> reasons.add("It is number " + it + " of what the search finds."));
        if (place.isEmpty()) {
            alone(filters).forEach((name, one) -> {
                if (product(input, one, context).isEmpty()) {
                    reasons.add("No offer of it passes " + name + ".");
                }
            });
            if (reasons.isEmpty() && product(input, filters, context).isEmpty()) {
                reasons.add("No single offer of it passes all filters together.");
            }
            if (reasons.isEmpty()) {
                reasons.add("It passes the filters; its words do not bring it among the first " + DEEPEST
                        + " products for this query.");
            }
        }
        out.put("reasons", reasons);
    }

    private Optional<Integer> placeOf(ProductId product, Optional<String> query, Filters filters, Context context) {
        Optional<String> token = Optional.empty();
        int before = 0;
        while (before < DEEPEST) {
            SearchAnswer answer = answers.search(new Search(query, filters, context, PAGE, token));
            for (int i = 0; i < answer.products().size(); i++) {
                if (answer.products().get(i).product().id().equals(product)) {
                    return Optional.of(before + i + 1);
                }
            }
            before += answer.products().size();
            token = answer.next();
            if (token.isEmpty() || answer.products().isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// The product that an input leads to, if an offer of it passes.
    private Optional<ProductId> product(Lookup.Input input, Filters filters, Context context) {
        Lookup.Answer answer = answers.lookup(new Lookup(List.of(input), filters, context));
        return answer.products().stream().map(it -> it.product().id()).findFirst();
    }

    private static Optional<Lookup.Input> input(String what) {
        if (what.startsWith("http://") || what.startsWith("https://")) {
            return Optional.of(new Lookup.Input.OfPage(what, ProductRoutes.url(what)));
        }
        String last = what.substring(what.lastIndexOf(':') + 1);
        return last.length() == ULID
                ? Optional.of(new Lookup.Input.OfOffer(what, new ListingId(last)))
                : ProductRoutes.productId(what).map(id -> new Lookup.Input.OfProduct(what, id));
    }

    private List<String> facts(String what) {
        try {
            return known.apply(what);
        } catch (IllegalArgumentException malformed) {
            throw Rejected.field("invalid or missing URL scheme", "value_error.url", "body", "url");
        }
    }

    /// Each filter by itself.
    private static Map<String, Filters> alone(Filters all) {
        Filters none = Filters.NONE;
        Map<String, Filters> alone = new LinkedHashMap<>();
        all.categories().ifPresent(it -> alone.put("category_ids", narrowed(all, true, false, false, false)));
        all.merchants().ifPresent(it -> alone.put("website_ids", narrowed(all, false, true, false, false)));
        all.brands().ifPresent(it -> alone.put("brand_ids", narrowed(all, false, false, true, false)));
        alone.put("the locale's currency and price", narrowed(all, false, false, false, true));
        alone.put("availability", of(none, all.available(), none.onlyOwnCurrency()));
        return alone;
    }

    private static Filters narrowed(Filters all, boolean categories, boolean merchants, boolean brands, boolean price) {
        Filters none = Filters.NONE;
        return new Filters(
                categories ? all.categories() : none.categories(),
                categories ? all.excludeCategories() : none.excludeCategories(),
                price ? all.minPrice() : none.minPrice(),
                price ? all.maxPrice() : none.maxPrice(),
                merchants ? all.merchants() : none.merchants(),
                merchants ? all.excludeMerchants() : none.excludeMerchants(),
                brands ? all.brands() : none.brands(),
                brands ? all.excludeBrands() : none.excludeBrands(),
                none.conditions(),
                Optional.of(false),
                none.gender(),
                none.ages(),
                price && all.onlyOwnCurrency());
    }

    private static Filters of(Filters none, Optional<Boolean> available, boolean onlyOwnCurrency) {
        return new Filters(
                none.categories(),
                none.excludeCategories(),
                none.minPrice(),
                none.maxPrice(),
                none.merchants(),
                none.excludeMerchants(),
                none.brands(),
                none.excludeBrands(),
                none.conditions(),
                available,
                none.gender(),
                none.ages(),
                onlyOwnCurrency);
    }
}
