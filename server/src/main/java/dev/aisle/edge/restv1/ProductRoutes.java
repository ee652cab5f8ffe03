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
import dev.aisle.edge.catalogapi.Answers;
import dev.aisle.edge.catalogapi.LiveAnswers;
import dev.aisle.edge.catalogapi.OptionHints;
import dev.aisle.edge.catalogapi.PageUrl;
import dev.aisle.edge.catalogapi.Vocabulary;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import dev.aisle.supply.LivePages;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

    private static final String KEYWORD = "keyword";
    private static final List<String> MODES = List.of("default", KEYWORD, "agentic");
    private static final int USUAL_STALENESS_HOURS = 3;
    static final int LARGEST_STALENESS_HOURS = 24 * 365;
    private static final int ID_LENGTH = 7;
    static final String OPTION = "option_";
    private static final FieldNames CONFIG = FieldNames.of("config");
    private static final Set<String> LOCALE_AND_MODE =
            Set.of("language", "country", "currency", "length_unit", "weight_unit", "mode", "keyword_search_only");

    private final Answers answers;
    private final LiveAnswers live;
    private final Function<Collection<ProductId>, List<Product>> graph;
    private final Vocabulary vocabulary;
    private final WishReader wishes;
    private final ProductForm form;
    private final ImageRoutes images;
    private final InstantSource time;

    /// @param graph these of the products that are there, with all their offers
    ProductRoutes(
            Answers answers,
            LiveAnswers live,
            Function<Collection<ProductId>, List<Product>> graph,
            Vocabulary vocabulary,
            WishReader wishes,
            ProductForm form,
            ImageSearch images,
            InstantSource time) {
        this.answers = answers;
        this.live = live;
        this.graph = graph;
        this.vocabulary = vocabulary;
        this.wishes = wishes;
        this.form = form;
        this.images = new ImageRoutes(images, this);
        this.time = time;
    }

    Object search(Call call) {
        boolean keywords = isKeywordsOnly(call);
        if (ImageRoutes.shows(call)) {
            if (keywords) {
                throw Rejected.field("a search by keywords takes no image", "value_error", "body", "config", "mode");
            }
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

    /// Whether the call forbids all but words. Every mode finds the same here: by words and what they stand for.
    private static boolean isKeywordsOnly(Call call) {
        JsonNode config = call.body().path("config");
        JsonNode only = config.path("keyword_search_only");
        if (!only.isMissingNode() && !only.isNull() && !only.isBoolean()) {
            throw Rejected.field(
                    "value could not be parsed to a boolean",
                    "type_error.bool",
                    "body",
                    "config",
                    "keyword_search_only");
        }
        JsonNode mode = config.path("mode");
        if (!mode.isMissingNode() && !mode.isNull() && !MODES.contains(mode.asString(""))) {
            throw Rejected.field(
                    "value is not a valid enumeration member; permitted: " + String.join(", ", MODES),
                    "type_error.enum",
                    "body",
                    "config",
                    "mode");
        }
        return only.asBoolean(false) || mode.asString("").equals(KEYWORD);
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
        if (!WishReader.narrows(wish(call, context))) {
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
                detail(detail, ProductForm.Offers.all(), context, call)
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
        Optional<Set<MerchantId>> websites = websites(call);
        Filters filters = everywhere().but(it -> {
            it.merchants = websites.map(List::copyOf);
            it.onlyOwnCurrency = true;
        });
        ProductId known = product(id).map(Product::id).orElseThrow(() -> unknownProduct(id));
        return detail(
                        new Detail(new Lookup.Input.OfProduct(id, known), selected, List.of(), filters, context),
                        new ProductForm.Offers(websites, !selected.isEmpty()),
                        context,
                        call)
                .orElseThrow(() -> Rejected.of(
                        404,
                        "Product with ID '" + id + "' not found in " + context.currency()
                                + ", the locale's currency: send another country or currency"
                                + (websites.isEmpty() ? "." : ", or other website_ids.")));
    }

    private Optional<Set<MerchantId>> websites(Call call) {
        List<String> said = call.parameters("website_ids");
        if (said.isEmpty()) {
            return Optional.empty();
        }
        Set<MerchantId> known = new LinkedHashSet<>();
        for (String word : said) {
            Optional<MerchantId> merchant = vocabulary.merchants().find(word);
            merchant.ifPresent(known::add);
            if (merchant.isEmpty()) {
                call.remarks()
                        .unknown("website", word, () -> vocabulary.merchants().nearest(word), "website_ids");
            }
        }
        if (known.isEmpty()) {
            String word = said.getFirst();
            throw Rejected.field(
                    "unknown website '" + Remarks.quoted(word) + "'"
                            + Remarks.nearest(vocabulary.merchants().nearest(word)),
                    "value_error",
                    "query",
                    "website_ids");
        }
        return Optional.of(known);
    }

    private Map<String, @Nullable Object> page(Optional<String> query, Optional<ProductId> without, Call call) {
        Context context = LocaleReader.ofBody(call);
        Filters filters = wish(call, context)
                .but(it -> it.excludeProducts = Set.copyOf(without.stream().toList()));
        Optional<String> token = PageToken.of(call).map(PageToken::cursor);
        SearchAnswer answer = search(new Search(query, filters, context, limit(call), token));
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("products", form.write(shown(answer.products(), context), context, call));
        out.put(
                "next_page_token",
                answer.next().map(it -> PageToken.write(it, call.body())).orElse(null));
        return out;
    }

    /// These products as a page, as far as they pass the call's filters.
    Map<String, @Nullable Object> page(List<ProductId> products, Call call) {
        Context context = LocaleReader.ofBody(call);
        Lookup.Answer found = answers.lookup(new Lookup(
                products.stream()
                        .<Lookup.Input>map(id -> new Lookup.Input.OfProduct(id.value(), id))
                        .toList(),
                wish(call, context),
                context));
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("products", form.write(shown(found.products(), context), context, call));
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

    private List<ProductForm.Shown> shown(List<Found> found, Context context) {
        Map<ProductId, Product> products =
                products(found.stream().map(it -> it.product().id()).toList());
        Map<ProductId, List<Detail.Option>> options = new HashMap<>();
        products.values().forEach(product -> options.put(product.id(), options(product, context)));
        Map<ProductId, Product> family = family(products, options.values());
        List<ProductForm.Shown> shown = new ArrayList<>();
        for (Found hit : found) {
            Product product = products.get(hit.product().id());
            if (product != null) {
                shown.add(new ProductForm.Shown(
                        product,
                        hit,
                        ProductForm.Offers.all(),
                        options.getOrDefault(product.id(), List.of()),
                        family,
                        false));
            }
        }
        return shown;
    }

    /// Tells what of a choice the product's family does not have.
    ///
    /// @param place what stands before the names where the choice is said
    static void remark(List<Listing.Named> choice, List<Detail.Option> options, String place, Remarks remarks) {
        for (Listing.Named wanted : choice) {
            OptionHints.fault(wanted, options)
                    .ifPresent(it -> remarks.tell("unknown_option", it.text(), place + wanted.name()));
        }
    }

    /// What can be chosen of a product's family; nothing where it is not there.
    List<Detail.Option> options(ProductId product) {
        Detail detail = new Detail(
                new Lookup.Input.OfProduct("", product), List.of(), List.of(), everywhere(), Context.DEFAULT);
        return answers.detail(detail) instanceof Detail.Outcome.Shown it ? it.options() : List.of();
    }

    private Map<ProductId, Product> products(Collection<ProductId> ids) {
        return graph.apply(ids).stream().collect(Collectors.toMap(Product::id, it -> it));
    }

    /// The products that the values of options lead to.
    private Map<ProductId, Product> family(
            Map<ProductId, Product> known, Collection<List<Detail.Option>> optionsOfEach) {
        Set<ProductId> siblings = optionsOfEach.stream()
                .flatMap(List::stream)
                .flatMap(option -> option.values().stream())
                .flatMap(value -> value.productId().map(ProductId::new).stream())
                .filter(id -> !known.containsKey(id))
                .collect(Collectors.toSet());
        Map<ProductId, Product> family = new HashMap<>(known);
        if (!siblings.isEmpty()) {
            family.putAll(products(siblings));
        }
        return family;
    }

    private List<Detail.Option> options(Product product, Context context) {
        if (product.offers().stream().allMatch(it -> it.listing().options().isEmpty())) {
            return List.of();
        }
        Detail detail = new Detail(new Lookup.Input.OfProduct("", product.id()), List.of(), List.of(), all(), context);
        return answers.detail(detail) instanceof Detail.Outcome.Shown it ? it.options() : List.of();
    }

    private Optional<Map<String, @Nullable Object>> detail(
            Detail detail, ProductForm.Offers offers, Context context, Call call) {
        if (!(answers.detail(detail) instanceof Detail.Outcome.Shown outcome)) {
            return Optional.empty();
        }
        remark(detail.selected(), outcome.options(), OPTION, call.remarks());
        Map<ProductId, Product> products =
                products(List.of(outcome.found().product().id()));
        return products.values().stream()
                .findFirst()
                .map(product -> new ProductForm.Shown(
                        product,
                        outcome.found(),
                        offers,
                        outcome.options(),
                        family(products, List.of(outcome.options())),
                        true))
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

    private Filters wish(Call call, Context context) {
        JsonNode config = call.body().path("config");
        CONFIG.checkObject(config, LOCALE_AND_MODE, "config", call.remarks());
        return wishes.read(filters(call), context, call.remarks());
    }

    private static JsonNode filters(Call call) {
        return call.body().path("filters");
    }

    /// Every offer in the locale, in stock or not.
    private static Filters all() {
        return everywhere().but(it -> it.onlyOwnCurrency = true);
    }

    private static Filters everywhere() {
        return Filters.NONE.but(it -> it.available = Optional.of(false));
    }

    static URI url(String said) {
        return url(said, "url");
    }

    /// @param field where it stands in the body
    static URI url(String said, String field) {
        return switch (PageUrl.read(said)) {
            case PageUrl.Good good -> good.url();
            case PageUrl.Wrong wrong -> throw Rejected.field(wrong.why(), "value_error.url", "body", field);
        };
    }

    static Rejected unknownProduct(String id) {
        return Rejected.of(404, "Product with ID '" + id + "' not found");
    }
}
