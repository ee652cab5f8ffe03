package dev.aisle.edge.restv1;

import dev.aisle.base.ids.Base62;
import dev.aisle.catalog.answer.Context;
import dev.aisle.catalog.answer.Filters;
import dev.aisle.catalog.answer.Lookup;
import dev.aisle.catalog.answer.Search;
import dev.aisle.catalog.answer.SearchAnswer;
import dev.aisle.catalog.index.Traits;
import dev.aisle.edge.catalogapi.Answers;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.product.ProductId;
import dev.aisle.supply.Explainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Says why a product, an offer or a store's page is at its place in a search, or is not in it.
final class ExplainRoutes {

    private static final int PAGE = 50;
    private static final int DEEPEST = 500;
    private static final int ULID = 26;
    private static final Filters ANY = Filters.NONE.but(it -> it.available = Optional.of(false));

    private final Answers answers;
    private final WishReader wishes;
    private final Function<String, Explainer.Explanation> known;

    /// @param known what is known of an id or a page
    ExplainRoutes(Answers answers, WishReader wishes, Function<String, Explainer.Explanation> known) {
        this.answers = answers;
        this.wishes = wishes;
        this.known = known;
    }

    Object explain(Call call) {
        String what = Stream.of("product_id", "id", "url")
                .flatMap(name -> call.bodyText(name).stream())
                .findFirst()
                .orElseThrow(() -> Rejected.missing("body", "product_id"));
        Optional<Lookup.Input> input = input(what);
        Explainer.Explanation explanation = known.apply(what);
        Optional<ProductId> product = input.flatMap(it -> product(it, ANY, Context.DEFAULT));
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("explained", what);
        out.put("product_id", product.map(ProductId::value).orElse(null));
        List<String> reasons = new ArrayList<>(explanation.absences());
        JsonNode filters = call.body().path("filters");
        boolean searched = call.bodyText("query").isPresent() || !(filters.isNull() || filters.isMissingNode());
        if (product.isPresent() && searched) {
            place(input.orElseThrow(), product.get(), call, out, reasons);
        } else {
            out.put("place", null);
        }
        if (product.isEmpty() && reasons.isEmpty()) {
            reasons.add(
                    explanation.lines().isEmpty()
                            ? "Nothing is known of it: no crawl, feed or lookup has come across it."
                            : "It is in the product graph and not indexed yet; the index follows within seconds.");
        }
        out.put("reasons", reasons);
        out.put("facts", explanation.lines());
        return out;
    }

    private void place(
            Lookup.Input input, ProductId product, Call call, Map<String, @Nullable Object> out, List<String> reasons) {
        Context context = LocaleReader.ofBody(call);
        Filters filters = wishes.read(call.body().path("filters"), context, call.remarks());
        Optional<Integer> place = placeOf(product, call.bodyText("query"), filters, context);
        out.put("place", place.orElse(null));
        if (place.isPresent()) {
            reasons.add("It is number " + place.get() + " of what the search finds.");
            return;
        }
        int before = reasons.size();
        alone(filters, context).forEach((why, one) -> {
            if (product(input, one, context).isEmpty()) {
                reasons.add(why);
            }
        });
        if (reasons.size() == before && product(input, filters, context).isEmpty()) {
            reasons.add("No single offer of it passes all filters together.");
        }
        if (reasons.size() == before) {
            reasons.add("It passes the filters; its words do not bring it among the first " + DEEPEST
                    + " products for this query.");
        }
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
        return last.length() == ULID && Base62.isBase62(last)
                ? Optional.of(new Lookup.Input.OfOffer(what, new ListingId(last)))
                : ProductRoutes.productId(what).map(id -> new Lookup.Input.OfProduct(what, id));
    }

    /// Each filter by itself, under what is to be said where it lets nothing pass.
    private static Map<String, Filters> alone(Filters all, Context context) {
        Map<String, Filters> alone = new LinkedHashMap<>();
        String locale = "No offer of it is priced in " + context.currency() + ", the locale's currency.";
        alone.put(locale, ANY.but(it -> it.onlyOwnCurrency = all.onlyOwnCurrency()));
        passes(alone, "price", it -> {
            it.onlyOwnCurrency = all.onlyOwnCurrency();
            it.minPrice = all.minPrice();
            it.maxPrice = all.maxPrice();
        });
        passes(alone, "category_ids", it -> it.categories = all.categories());
        passes(alone, "exclude_category_ids", it -> it.excludeCategories = all.excludeCategories());
        passes(alone, "website_ids", it -> it.merchants = all.merchants());
        passes(alone, "exclude_website_ids", it -> it.excludeMerchants = all.excludeMerchants());
        passes(alone, "brand_ids", it -> it.brands = all.brands());
        passes(alone, "exclude_brand_ids", it -> it.excludeBrands = all.excludeBrands());
        passes(alone, "conditions", it -> it.conditions = all.conditions());
        passes(alone, "gender", it -> it.gender = all.gender());
        passes(alone, "age", it -> it.ages = all.ages());
        Traits traits = all.traits();
        passes(alone, "colors", it -> it.traits = Traits.looks(traits.colors(), Map.of()));
        passes(alone, "dimensions", it -> it.traits = Traits.looks(List.of(), traits.sizes()));
        passes(
                alone,
                "attributes",
                it -> it.traits = new Traits(List.of(), Map.of(), traits.attributes(), false, false));
        passes(alone, "sale", it -> it.traits = new Traits(List.of(), Map.of(), Map.of(), traits.reduced(), false));
        passes(
                alone,
                "availability",
                it -> it.traits = new Traits(List.of(), Map.of(), Map.of(), false, traits.gone()));
        alone.put(
                "It is out of stock: no offer of it can be ordered now.",
                ANY.but(it -> it.available = all.available()));
        return alone;
    }

    private static void passes(Map<String, Filters> alone, String name, Consumer<Filters.Draft> filter) {
        alone.put("No offer of it passes " + name + ".", ANY.but(filter));
    }
}
