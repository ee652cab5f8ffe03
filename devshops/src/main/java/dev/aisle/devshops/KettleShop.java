package dev.aisle.devshops;

import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

/// Speaks as a WooCommerce storefront does: the public Store API, pages with a JSON-LD graph, WordPress sitemaps. Its
/// robots.txt asks for a second between requests.
final class KettleShop implements Shop {

    private static final int CARDS_A_PAGE = 9;

    private final Template page = Template.of("kettle/page.html");
    private final Template product = Template.of("kettle/product.html");
    private final Shelf shelf;
    private final KettleApi api;
    private final KettleGraph graph;
    private final KettleKeys keys = new KettleKeys();
    private final KettleHooks hooks;
    private final KettleRest rest;
    private final KettleConsent consent;

    KettleShop(Shelf shelf, InstantSource time) {
        this.shelf = shelf;
        this.hooks = new KettleHooks();
        this.rest = new KettleRest(shelf, keys, hooks, time);
        this.consent = new KettleConsent(shelf, keys, time);
        this.api = new KettleApi(shelf);
        this.graph = new KettleGraph(shelf.currency());
    }

    @Override
    public String name() {
        return "kettle";
    }

    @Override
    public Shelf shelf() {
        return shelf;
    }

    @Override
    public String address(Item item) {
        return "/product/" + item.slug() + "/";
    }

    @Override
    public String address(Item item, Unit unit) {
        return address(item) + choiceQuery(unit);
    }

    /// `?attribute_pa_color=moss-green&attribute_pa_size=40`, or nothing where there is nothing to choose.
    static String choiceQuery(Unit unit) {
        return unit.choice().values().entrySet().stream()
                .map(pair -> "attribute_pa_" + Choice.slug(pair.getKey()) + "="
                        + URLEncoder.encode(Choice.slug(pair.getValue()), StandardCharsets.UTF_8))
                .collect(joining("&", unit.choice().values().isEmpty() ? "" : "?", ""));
    }

    @Override
    public boolean takes(Request request) {
        return KettleConsent.isFor(request) || request.path().startsWith(KettleRest.BASE);
    }

    @Override
    public void changed(Unit unit) {
        rest.changed(unit);
    }

    @Override
    public Answer office(Request request) {
        return request.path().equals("/__office/hooks")
                ? Answer.text(Integer.toString(hooks.list().size()))
                : consent.office(request);
    }

    @Override
    public Answer answer(Request request) {
        if (KettleConsent.isFor(request)) {
            return consent.answer(request);
        }
        if (request.path().startsWith(KettleRest.BASE)) {
            return rest.answer(request);
        }
        if (request.path().startsWith("/wp-json/")) {
            return api.answer(request);
        }
        return switch (request.path()) {
            case "/" -> home(request);
            case "/robots.txt" -> robots(request);
            case "/shop/" -> shopPage(request, 1);
            case "/cart/", "/my-account/", "/about/" ->
                Answer.html(fill(
                        request, "Kettle House", "page", "", "<h1>Kettle House</h1><p>Come in, sit down.</p>", ""));
            case "/wp-sitemap.xml" -> siteIndex(request);
            case "/sitemap.xml" -> Answer.redirect(301, request.origin() + "/wp-sitemap.xml");
            case "/wp-sitemap-posts-product-1.xml" -> productMap(request);
            case "/wp-sitemap-posts-page-1.xml" ->
                Answer.xml(Sitemap.pages()
                        .add(request.origin() + "/")
                        .add(request.origin() + "/shop/")
                        .add(request.origin() + "/about/")
                        .toString());
            case "/wp-sitemap-taxonomies-product_cat-1.xml" -> categoryMap(request);
            default -> other(request);
        };
    }

    private Answer other(Request request) {
        var slug = request.after("/product/").map(KettleShop::withoutSlash);
        if (slug.isPresent()) {
            return slug.flatMap(shelf::bySlug)
                    .filter(item -> !item.gone())
                    .map(item -> page(item, request))
                    .orElseGet(() -> missing(request));
        }
        var number = request.after("/shop/page/").map(KettleShop::withoutSlash);
        if (number.isPresent() && number.get().matches("\\d{1,3}")) {
            return shopPage(request, Integer.parseInt(number.get()));
        }
        var category = request.after("/product-category/").map(KettleShop::withoutSlash);
        if (category.isPresent() && !shelf.inCategory(category.get()).isEmpty()) {
            var items = shelf.inCategory(category.get());
            String title = Template.escape(items.getFirst().category());
            return Answer.html(fill(
                    request,
                    title,
                    "archive",
                    "",
                    "<h1>" + title + "</h1><ul class=\"products\">" + cards(items, request) + "</ul>",
                    ""));
        }
        return missing(request);
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private Answer missing(Request request) {
        return Answer.html(fill(request, "Page not found", "error404", "", "<h1>Oops!</h1>", ""))
                .status(404);
    }

    private static Answer robots(Request request) {
        return Answer.text("""
                User-agent: *
                Crawl-delay: 1
                Disallow: /wp-admin/
                Allow: /wp-admin/admin-ajax.php
                Disallow: /cart/
                Disallow: /my-account/
                Disallow: /*?add-to-cart=

                Sitemap: %s/wp-sitemap.xml
                """.formatted(request.origin()));
    }

    private Answer home(Request request) {
        String categories = shelf.categories().stream()
                .map(category -> "<li><a href=\"%s\">%s</a></li>"
                        .formatted(categoryUrl(category, request), Template.escape(category)))
                .collect(joining());
        return Answer.html(fill(
                request,
                "Home",
                "home",
                "",
                "<h1>Welcome</h1><ul>" + categories + "</ul><ul class=\"products\">"
                        + cards(shelf.items().subList(0, 6), request) + "</ul>",
                ""));
    }

    private Answer shopPage(Request request, int number) {
        var items = shelf.items();
        int pages = (items.size() + CARDS_A_PAGE - 1) / CARDS_A_PAGE;
        if (number < 1 || number > pages) {
            return missing(request);
        }
        var shown = items.subList((number - 1) * CARDS_A_PAGE, Math.min(items.size(), number * CARDS_A_PAGE));
        String pager = IntStream.rangeClosed(1, pages)
                .mapToObj(n ->
                        "<a class=\"page-numbers\" href=\"%s/shop/page/%d/\">%d</a>".formatted(request.origin(), n, n))
                .collect(joining(" "));
        return Answer.html(fill(
                request,
                "Shop",
                "archive",
                "",
                "<h1>Shop</h1><ul class=\"products\">" + cards(shown, request) + "</ul><nav>" + pager + "</nav>",
                ""));
    }

    private String cards(List<Item> items, Request request) {
        return items.stream()
                .map(item -> """
                        <li class="product"><a href="%s"><img src="%s" alt="" /><h2>%s</h2></a>\
                        <span class="price">%s</span><a href="?add-to-cart=%d" class="button">Add to cart</a></li>
                        """.formatted(
                                request.origin() + address(item),
                                request.origin() + item.image(),
                                KettleApi.entities(item.title()),
                                price(item),
                                item.id()))
                .collect(joining());
    }

    private Answer page(Item item, Request request) {
        Unit first = item.first();
        String category = item.category();
        String facts = item.family().facts().entrySet().stream()
                .map(fact -> "<tr><th>%s</th><td>%s</td></tr>"
                        .formatted(Template.escape(fact.getKey()), Template.escape(fact.getValue())))
                .collect(joining());
        String main = product.fill(
                "id", Long.toString(item.id()),
                "stockclass", item.inStock() ? "instock" : "outofstock",
                "type", item.open().isEmpty() ? "simple" : "variable",
                "image", request.origin() + item.image(),
                "origin", request.origin(),
                "categoryurl", categoryUrl(category, request),
                "category", category,
                "title", KettleApi.entities(item.title()),
                "price", price(item),
                "short", KettleApi.shortWords(item),
                "form", form(item, first),
                "sku", item.open().isEmpty() ? first.sku() : KettleApi.parentSku(item),
                "long", KettleApi.longWords(item),
                "attributes", facts,
                "related", cards(related(item), request));
        return Answer.html(fill(
                request,
                KettleApi.entities(item.title()),
                "single-product postid-" + item.id(),
                "<link rel=\"canonical\" href=\"" + request.origin() + address(item) + "\" />",
                main,
                "<script type=\"application/ld+json\">"
                        + JsonText.inScript(graph.of(
                                item,
                                request.origin(),
                                request.origin() + address(item),
                                categoryUrl(category, request)))
                        + "</script>"));
    }

    private List<Item> related(Item item) {
        return shelf.items().stream()
                .filter(other -> other.id() != item.id()
                        && other.family()
                                .category()
                                .getFirst()
                                .equals(item.family().category().getFirst()))
                .limit(3)
                .toList();
    }

    private String form(Item item, Unit first) {
        String stock = item.inStock() ? "" : "<p class=\"stock out-of-stock\">Out of stock</p>";
        if (item.open().isEmpty()) {
            return stock.isEmpty()
                    ? "<form class=\"cart\"><button name=\"add-to-cart\" value=\"%d\">Add to cart</button></form>"
                            .formatted(first.id())
                    : stock;
        }
        String data = Template.escape(JsonText.of(item.units().stream()
                .map(unit -> JsonText.object(
                        "attributes",
                        KettleApi.slugged(unit),
                        "variation_id",
                        unit.id(),
                        "sku",
                        unit.sku(),
                        "display_price",
                        unit.cents() / 100.0,
                        "display_regular_price",
                        (unit.wasCents() > 0 ? unit.wasCents() : unit.cents()) / 100.0,
                        "is_in_stock",
                        unit.inStock()))
                .toList()));
        return "<form class=\"variations_form cart\" data-product_id=\"%d\" data-product_variations=\"%s\"></form>%s"
                .formatted(item.id(), data, stock);
    }

    private static String price(Item item) {
        Unit first = item.first();
        String money = "<span class=\"woocommerce-Price-amount amount\"><bdi>"
                + "<span class=\"woocommerce-Price-currencySymbol\">&#36;</span>%s</bdi></span>";
        if (item.lowest() != item.highest()) {
            return money.formatted(Unit.decimal(item.lowest())) + " &ndash; "
                    + money.formatted(Unit.decimal(item.highest()));
        }
        String now = money.formatted(Unit.decimal(first.cents()));
        return first.wasCents() > 0
                ? "<del>" + money.formatted(Unit.decimal(first.wasCents())) + "</del> <ins>" + now + "</ins>"
                : now;
    }

    private Answer siteIndex(Request request) {
        return Answer.xml(Sitemap.index()
                .add(request.origin() + "/wp-sitemap-posts-page-1.xml")
                .add(request.origin() + "/wp-sitemap-posts-product-1.xml")
                .add(request.origin() + "/wp-sitemap-taxonomies-product_cat-1.xml")
                .toString());
    }

    private Answer productMap(Request request) {
        var map = Sitemap.pages();
        shelf.items().forEach(item -> map.add(request.origin() + address(item), item.changed()));
        return Answer.xml(map.toString());
    }

    private Answer categoryMap(Request request) {
        var map = Sitemap.pages();
        shelf.categories().forEach(category -> map.add(categoryUrl(category, request)));
        return Answer.xml(map.toString());
    }

    private static String categoryUrl(String category, Request request) {
        return request.origin() + "/product-category/" + Choice.slug(category) + "/";
    }

    private String fill(Request request, String title, String body, String head, String main, String foot) {
        return page.fill(
                "title", title,
                "origin", request.origin(),
                "head", head,
                "body", body,
                "main", main,
                "foot", foot);
    }
}
