package dev.aisle.edge.restv1;

import dev.aisle.base.ids.Base62;
import dev.aisle.catalog.answer.BadCursor;
import dev.aisle.catalog.answer.Context;
import dev.aisle.catalog.answer.Detail;
import dev.aisle.catalog.answer.Filters;
import dev.aisle.catalog.answer.Found;
import dev.aisle.catalog.answer.ImageSearch;
import dev.aisle.catalog.answer.Lookup;
import dev.aisle.catalog.answer.Search;
import dev.aisle.catalog.answer.SearchAnswer;
import dev.aisle.catalog.index.ProductDocument;
import dev.aisle.edge.catalogapi.Answers;
import dev.aisle.edge.catalogapi.LiveAnswers;
import dev.aisle.edge.catalogapi.Vocabulary;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import dev.aisle.supply.LivePages;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Everything that answers with products.
final class ProductRoutes {

    private static final int USUAL_LIMIT = 20;
    private static final int LARGEST_LIMIT = 30;

    /// Pages of hits that are looked through for one page of an answer that the index alone cannot decide.
    private static final int MOST_PAGES = 10;

    private static final int USUAL_STALENESS_HOURS = 3;
    static final int LARGEST_STALENESS_HOURS = 24 * 365;
    private static final int LONGEST_URL = 2_000;
    private static final int ID_LENGTH = 7;
    private static final String OPTION = "option_";

    private final Answers answers;
    private final LiveAnswers live;
    private final Function<Collection<ProductId>, List<Product>> graph;
    private final Vocabulary vocabulary;
    private final ProductForm form;
    private final ImageRoutes images;
    private final InstantSource time;

    /// @param graph these of the products that are there, with all their offers
    ProductRoutes(
            Answers answers,
            LiveAnswers live,
            Function<Collection<ProductId>, List<Product>> graph,
            Vocabulary vocabulary,
            ProductForm form,
            ImageSearch images,
            InstantSource time) {
        this.answers = answers;
        this.live = live;
        this.graph = graph;
        this.vocabulary = vocabulary;
        this.form = form;
        this.images = new ImageRoutes(images, this);
        this.time = time;
    }

    Object search(Call call) {
        if (ImageRoutes.shows(call)) {
            return images.search(call);
        }
        Call whole = whole(call);
        Optional<String> query = whole.bodyText("query");
        if (query.isEmpty()) {
            throw Rejected.field(
                    "one of query, image_url, base64_image, page_token is required",
                    "value_error.missing",
                    "body",
                    "query");
        }
        return page(query, Optional.empty(), whole);
    }

    /// A call for a further page, with what it leaves out as it was asked at first.
    private static Call whole(Call call) {
        return PageToken.of(call)
                .map(token -> call.with(token.completed(call.body())))
                .orElse(call);
    }

    Object imageSearch(Call call) {
        return images.search(call);
    }

    Object similar(Call call) {
        String id = call.bodyText("product_id").orElseThrow(() -> Rejected.missing("body", "product_id"));
        Product source = product(id).orElseThrow(() -> unknownProduct(id));
        return page(Optional.of(source.title()), Optional.of(source.id()), whole(call));
    }

    Object browse(Call sent) {
        Call call = whole(sent);
        Context context = LocaleReader.ofBody(call);
        if (!wish(call, context).narrows()) {
            throw Rejected.field(
                    "at least one of brand_ids, category_ids, website_ids is required",
                    "value_error.missing",
                    "body",
                    "filters");
        }
        return page(Optional.empty(), Optional.empty(), call);
    }

    Object lookup(Call call) {
        Context context = LocaleReader.ofBody(call);
        String said = call.bodyText("url").orElseThrow(() -> Rejected.missing("body", "url"));
        int hours = Math.min(
                call.bodyNumber("max_staleness_hours", USUAL_STALENESS_HOURS, 1, Integer.MAX_VALUE),
                LARGEST_STALENESS_HOURS);
        URI url = url(said);
        Product product = ofPage(said, url, hours);
        Detail detail = new Detail(
                new Lookup.Input.OfProduct(said, product.id()), choice(product, url), List.of(), all(), context);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put(
                "product",
                detail(detail, context, call)
                        .orElseThrow(() -> Rejected.of(404, "No offer of this product in the locale; see config.")));
        return answer;
    }

    Object product(Call call) {
        String id = call.variable("product_id");
        Context context = LocaleReader.ofQuery(call);
        List<Listing.Named> selected = new ArrayList<>();
        call.query().forEach((name, labels) -> {
            if (name.startsWith(OPTION)) {
                selected.add(new Listing.Named(name.substring(OPTION.length()), labels.getLast()));
            }
        });
        List<MerchantId> websites = call.parameters("website_ids").stream()
                .flatMap(it -> vocabulary.merchants().find(it).stream())
                .toList();
        Filters filters = call.parameters("website_ids").isEmpty() ? all() : at(websites);
        ProductId known = product(id).map(Product::id).orElseThrow(() -> unknownProduct(id));
        return detail(
                        new Detail(new Lookup.Input.OfProduct(id, known), selected, List.of(), filters, context),
                        context,
                        call)
                .orElseThrow(() -> unknownProduct(id));
    }

    private Map<String, @Nullable Object> page(Optional<String> query, Optional<ProductId> without, Call call) {
        Context context = LocaleReader.ofBody(call);
        Wish wish = wish(call, context);
        int limit = limit(call);
        Optional<String> token = PageToken.of(call).map(PageToken::cursor);
        List<ProductForm.Shown> shown = List.of();
        for (int page = 0; page < MOST_PAGES; page++) {
            SearchAnswer answer = search(new Search(query, wish.filters(), context, limit, token));
            shown = shown(answer.products(), wish, without, context);
            token = answer.next();
            if (!shown.isEmpty() || token.isEmpty()) {
                break;
            }
        }
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("products", form.write(shown, context, call));
        out.put(
                "next_page_token",
                token.map(it -> PageToken.write(it, call.body())).orElse(null));
        return out;
    }

    /// These products as a page, as far as they pass the call's filters.
    Map<String, @Nullable Object> page(List<ProductId> products, Call call) {
        Context context = LocaleReader.ofBody(call);
        Wish wish = wish(call, context);
        Lookup.Answer found = answers.lookup(new Lookup(
                products.stream()
                        .<Lookup.Input>map(id -> new Lookup.Input.OfProduct(id.value(), id))
                        .toList(),
                wish.filters(),
                context));
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("products", form.write(shown(found.products(), wish, Optional.empty(), context), context, call));
        out.put("next_page_token", null);
        return out;
    }

    static int limit(Call call) {
        return call.bodyNumber("limit", USUAL_LIMIT, 1, LARGEST_LIMIT);
    }

    private SearchAnswer search(Search search) {
        try {
            return answers.search(search);
        } catch (BadCursor bad) {
            throw Rejected.of(
                    400,
                    "page_token: " + bad.getMessage() + " Send it with the same query, filters and config, or start"
                            + " over without it.");
        }
    }

    private List<ProductForm.Shown> shown(List<Found> found, Wish wish, Optional<ProductId> without, Context context) {
        Map<ProductId, Product> products = new HashMap<>();
        graph.apply(found.stream().map(it -> it.product().id()).toList())
                .forEach(product -> products.put(product.id(), product));
        List<ProductForm.Shown> shown = new ArrayList<>();
        for (Found hit : found) {
            Product product = products.get(hit.product().id());
            if (product != null
                    && without.filter(product.id()::equals).isEmpty()
                    && passes(product, hit, wish, context)) {
                shown.add(new ProductForm.Shown(product, hit, options(product, context), false));
            }
        }
        return shown;
    }

    /// Whether one of the offers that the index lets pass is also what it cannot decide.
    private boolean passes(Product product, Found hit, Wish wish, Context context) {
        List<Found> whole = hit.offersTotal() <= hit.product().offers().size()
                ? List.of(hit)
                : answers.lookup(new Lookup(
                                List.of(new Lookup.Input.OfProduct("", product.id())), wish.filters(), context))
                        .products();
        Set<ListingId> passing = whole.stream()
                .flatMap(it -> it.product().offers().stream())
                .map(ProductDocument.OfferDocument::id)
                .collect(Collectors.toSet());
        return product.offers().stream()
                .anyMatch(
                        offer -> passing.contains(offer.id()) && wish.further().test(product, offer));
    }

    private List<Detail.Option> options(Product product, Context context) {
        if (product.offers().stream().allMatch(it -> it.listing().options().isEmpty())) {
            return List.of();
        }
        Detail detail = new Detail(new Lookup.Input.OfProduct("", product.id()), List.of(), List.of(), all(), context);
        return answers.detail(detail) instanceof Detail.Outcome.Shown it ? it.options() : List.of();
    }

    private Optional<Map<String, @Nullable Object>> detail(Detail detail, Context context, Call call) {
        if (!(answers.detail(detail) instanceof Detail.Outcome.Shown outcome)) {
            return Optional.empty();
        }
        return graph.apply(List.of(outcome.found().product().id())).stream()
                .findFirst()
                .map(product -> new ProductForm.Shown(product, outcome.found(), outcome.options(), true))
                .flatMap(shown ->
                        form.write(List.of(shown), context, call).stream().findFirst());
    }

    /// The product on a store's page; read now where nobody has seen it, or not for as long as the caller
    /// allows.
    Product ofPage(String said, URI url, int hours) {
        Lookup lookup = new Lookup(List.of(new Lookup.Input.OfPage(said, url)), everywhere(), Context.DEFAULT);
        Optional<Product> known = resolved(answers.lookup(lookup));
        if (known.filter(it -> isFresh(it, url, hours)).isPresent()) {
            return known.get();
        }
        LiveAnswers.Reading reading = live.read(lookup);
        return resolved(reading.answer()).or(() -> known).orElseThrow(() -> switch (reading.read(url)) {
            case LivePages.Read.Kept kept ->
                Rejected.of(504, "The page was read and is not searchable yet; try again.");
            case LivePages.Read.Known elsewhere ->
                Rejected.of(504, "The page is known by another address and is not searchable yet; try again.");
            case LivePages.Read.NoProduct none -> Rejected.of(422, "The URL is not a product page. " + none.reason());
            case LivePages.Read.Failed failed ->
                Rejected.of(500, "The page could not be extracted. " + failed.reason());
            case LivePages.Read.Late late -> Rejected.of(504, "Reading the page takes too long; try again.");
        });
    }

    private Optional<Product> resolved(Lookup.Answer answer) {
        return answer.outcomes().values().stream()
                .flatMap(outcome -> switch (outcome) {
                    case Lookup.Outcome.Resolved it -> Optional.of(it.product()).stream();
                    case Lookup.Outcome.FilteredOut it -> Optional.of(it.product()).stream();
                    case Lookup.Outcome.NotFound it -> Optional.<ProductId>empty().stream();
                })
                .flatMap(id -> graph.apply(List.of(id)).stream())
                .findFirst();
    }

    private boolean isFresh(Product product, URI url, int hours) {
        UrlKey key = UrlKey.of(url);
        return product.offers().stream()
                .filter(it -> UrlKey.of(it.listing().url()).equals(key))
                .anyMatch(it ->
                        it.listing().seenAt().plus(Duration.ofHours(hours)).isAfter(time.instant()));
    }

    /// What the listing on the page stands for.
    private static List<Listing.Named> choice(Product product, URI url) {
        UrlKey key = UrlKey.of(url);
        return product.offers().stream()
                .filter(it -> UrlKey.of(it.listing().url()).equals(key))
                .findFirst()
                .map(it -> it.listing().options())
                .orElse(List.of());
    }

    private Optional<Product> product(String id) {
        return productId(id)
                .flatMap(known -> resolved(answers.lookup(
                        new Lookup(List.of(new Lookup.Input.OfProduct(id, known)), everywhere(), Context.DEFAULT))));
    }

    /// The id, where it has the form of one.
    static Optional<ProductId> productId(String said) {
        return said.length() == ID_LENGTH && Base62.isBase62(said)
                ? Optional.of(new ProductId(said))
                : Optional.empty();
    }

    private Wish wish(Call call, Context context) {
        return new WishReader(vocabulary).read(filters(call), context);
    }

    private static JsonNode filters(Call call) {
        return call.body().path("filters");
    }

    /// Every offer in the locale, in stock or not.
    private static Filters all() {
        return narrowed(Optional.empty(), true);
    }

    private static Filters everywhere() {
        return narrowed(Optional.empty(), false);
    }

    private static Filters at(List<MerchantId> websites) {
        return narrowed(Optional.of(websites), true);
    }

    private static Filters narrowed(Optional<List<MerchantId>> merchants, boolean onlyOwnCurrency) {
        Filters none = Filters.NONE;
        return new Filters(
                none.categories(),
                none.excludeCategories(),
                none.minPrice(),
                none.maxPrice(),
                merchants,
                none.excludeMerchants(),
                none.brands(),
                none.excludeBrands(),
                none.conditions(),
                Optional.of(false),
                none.gender(),
                none.ages(),
                onlyOwnCurrency);
    }

    static URI url(String said) {
        return url(said, "url");
    }

    /// @param field where it stands in the body
    static URI url(String said, String field) {
        try {
            URI url = new URI(said);
            boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (web && url.getHost() != null && said.length() <= LONGEST_URL) {
                return url;
            }
        } catch (URISyntaxException malformed) {
            // told below
        }
        throw Rejected.field("invalid or missing URL scheme", "value_error.url", "body", field);
    }

    static Rejected unknownProduct(String id) {
        return Rejected.of(404, "Product with ID '" + id + "' not found");
    }
}
