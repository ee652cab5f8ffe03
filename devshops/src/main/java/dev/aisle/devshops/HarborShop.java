package dev.aisle.devshops;

import static java.util.stream.Collectors.joining;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Speaks as a Shopify storefront does: `/products.json` without currency or barcode, `/products/HANDLE.js`
/// in cents with barcodes, pages with Open Graph prices and the theme's JSON state, a sitemap index.
final class HarborShop implements Shop {

    private static final int MOST_A_PAGE = 250;
    private static final int DEFAULT_A_PAGE = 30;
    private static final int CARDS_A_PAGE = 12;

    private final Template page = Template.of("harbor/page.html");
    private final Template product = Template.of("harbor/product.html");
    private final Shelf shelf;
    private final HarborAdmin admin;

    HarborShop(Shelf shelf, InstantSource time) {
        this.shelf = shelf;
        this.admin = new HarborAdmin(shelf, time);
    }

    @Override
    public String name() {
        return "harbor";
    }

    @Override
    public Shelf shelf() {
        return shelf;
    }

    @Override
    public String address(Item item) {
        return "/products/" + item.slug();
    }

    @Override
    public String address(Item item, Unit unit) {
        return unit.choice().values().isEmpty()
                ? address(item)
                : address(item) + "?variant=" + HarborJson.variantId(unit);
    }

    @Override
    public boolean takes(Request request) {
        return HarborAdmin.isFor(request);
    }

    @Override
    public void changed(Unit unit) {
        admin.changed(unit);
    }

    @Override
    public Answer office(Request request) {
        return admin.office(request);
    }

    @Override
    public Answer answer(Request request) {
        if (HarborAdmin.isFor(request)) {
            return admin.answer(request);
        }
        return switch (request.path()) {
            case "/" -> home();
            case "/robots.txt" -> robots(request);
            case "/products.json", "/collections/all/products.json" -> Answer.json(Map.of("products", listed(request)));
            case "/sitemap.xml" -> siteIndex(request);
            case "/sitemap_products_1.xml" -> productMap(request);
            case "/sitemap_pages_1.xml" ->
                Answer.xml(
                        Sitemap.pages().add(request.origin() + "/pages/about").toString());
            case "/sitemap_collections_1.xml" -> collectionMap(request);
            case "/collections/all" -> collection("All goods", "all", shelf.items(), request);
            case "/cart", "/pages/about", "/policies/shipping-policy" ->
                Answer.html(fill("Harbor & Pine", "page", "", "<h1>Harbor &amp; Pine</h1><p>Nothing to buy here.</p>"));
            default -> other(request);
        };
    }

    private Answer other(Request request) {
        var collection = request.after("/collections/");
        if (collection.isPresent()) {
            var items = shelf.inCategory(collection.get());
            return items.isEmpty()
                    ? Answer.missing()
                    : collection(items.getFirst().category(), collection.get(), items, request);
        }
        var handle = request.after("/products/");
        if (handle.isEmpty()) {
            return Answer.missing();
        }
        String slug = handle.get();
        if (slug.endsWith(".js")) {
            return live(slug.substring(0, slug.length() - 3))
                    .map(item -> Answer.json(HarborJson.script(item, address(item))))
                    .orElseGet(Answer::missing);
        }
        if (slug.endsWith(".json")) {
            return live(slug.substring(0, slug.length() - 5))
                    .map(item -> Answer.json(Map.of("product", HarborJson.entry(item, request.origin()))))
                    .orElseGet(Answer::missing);
        }
        return live(slug).map(item -> page(item, request)).orElseGet(Answer::missing);
    }

    private Optional<Item> live(String slug) {
        return shelf.bySlug(slug).filter(item -> !item.gone());
    }

    private Answer home() {
        String links = shelf.categories().stream()
                .map(category -> "<li><a href=\"/collections/%s\">%s</a></li>"
                        .formatted(Choice.slug(category), Template.escape(category)))
                .collect(joining());
        return Answer.html(fill(
                "Goods for house and hill",
                "index",
                "<meta property=\"og:type\" content=\"website\">",
                "<h1>Goods for house and hill</h1><ul>" + links + "</ul>"
                        + cards(shelf.items().subList(0, 6))));
    }

    private static Answer robots(Request request) {
        return Answer.text("""
                # we use Shopify as our ecommerce platform
                User-agent: *
                Disallow: /admin
                Disallow: /cart
                Disallow: /orders
                Disallow: /checkouts/
                Disallow: /account
                Disallow: /collections/*sort_by*
                Disallow: /*/collections/*sort_by*
                Disallow: /search
                Disallow: /policies/
                Sitemap: %s/sitemap.xml
                """.formatted(request.origin()));
    }

    private List<Map<String, @Nullable Object>> listed(Request request) {
        int limit = request.number("limit", DEFAULT_A_PAGE, 1, MOST_A_PAGE);
        int from = (request.number("page", 1, 1, 10_000) - 1) * limit;
        return shelf.items().stream()
                .skip(from)
                .limit(limit)
                .map(item -> HarborJson.entry(item, request.origin()))
                .toList();
    }

    private Answer page(Item item, Request request) {
        Unit shown = request.ask("variant")
                .flatMap(id -> item.units().stream()
                        .filter(unit ->
                                Long.toString(HarborJson.variantId(unit)).equals(id))
                        .findFirst())
                .orElseGet(item::first);
        String head = """
                <link rel="canonical" href="%s">
                <meta property="og:site_name" content="Harbor &amp; Pine">
                <meta property="og:url" content="%s">
                <meta property="og:title" content="%s">
                <meta property="og:type" content="product">
                <meta property="og:description" content="%s">
                <meta property="og:image" content="%s">
                <meta property="og:price:amount" content="%s">
                <meta property="og:price:currency" content="%s">""".formatted(
                        request.origin() + address(item),
                        request.origin() + address(item),
                        Template.escape(item.title()),
                        Template.escape(item.family().description()),
                        request.origin() + item.image(),
                        Unit.decimal(shown.cents()),
                        shelf.currency());
        String main = product.fill(
                "image", item.image(),
                "title", item.title(),
                "brand", item.family().brand(),
                "price", price(shown),
                "selects", selects(item, shown),
                "variant", Long.toString(HarborJson.variantId(shown)),
                "disabled", shown.inStock() ? "" : " disabled",
                "button", shown.inStock() ? "Add to cart" : "Sold out",
                "description", HarborJson.description(item),
                "json", JsonText.inScript(HarborJson.script(item, address(item))),
                "meta", JsonText.inScript(HarborJson.analytics(item)));
        return Answer.html(fill(item.title(), "product", head, main));
    }

    private static String price(Unit unit) {
        String now = "<span class=\"price-item price-item--%s\">$%s USD</span>"
                .formatted(unit.wasCents() > 0 ? "sale" : "regular", Unit.decimal(unit.cents()));
        return unit.wasCents() > 0 ? "<s>$%s USD</s> %s".formatted(Unit.decimal(unit.wasCents()), now) : now;
    }

    private static String selects(Item item, Unit shown) {
        var out = new StringBuilder();
        item.open().forEach((name, labels) -> {
            out.append("<label>%s <select name=\"options[%s]\">".formatted(name, name));
            for (String label : labels) {
                boolean chosen = label.equals(shown.choice().values().get(name));
                out.append("<option%s>%s</option>".formatted(chosen ? " selected" : "", Template.escape(label)));
            }
            out.append("</select></label>");
        });
        return out.toString();
    }

    private Answer collection(String title, String handle, List<Item> items, Request request) {
        int pages = (items.size() + CARDS_A_PAGE - 1) / CARDS_A_PAGE;
        int at = request.number("page", 1, 1, pages);
        var shown = items.subList((at - 1) * CARDS_A_PAGE, Math.min(items.size(), at * CARDS_A_PAGE));
        String pager = IntStream.rangeClosed(1, pages)
                .mapToObj(n -> "<a href=\"/collections/%s?page=%d\">%d</a> ".formatted(handle, n, n))
                .collect(joining());
        return Answer.html(fill(
                title,
                "collection",
                "",
                "<h1>" + Template.escape(title) + "</h1>" + cards(shown) + "<p>" + pager + "</p>"));
    }

    private String cards(List<Item> items) {
        return items.stream()
                .map(item -> """
                        <div class="card"><a href="%s"><img src="%s" alt="" loading="lazy">%s</a>\
                        <div class="price">%s$%s USD</div></div>
                        """.formatted(
                                address(item),
                                item.image(),
                                Template.escape(item.title()),
                                item.lowest() == item.highest() ? "" : "From ",
                                Unit.decimal(item.lowest())))
                .collect(joining("", "<div class=\"grid\">", "</div>"));
    }

    private Answer siteIndex(Request request) {
        var items = shelf.items();
        return Answer.xml(Sitemap.index()
                .add(request.origin()
                        + "/sitemap_products_1.xml?from=%d&to=%d"
                                .formatted(
                                        HarborJson.productId(items.getFirst()), HarborJson.productId(items.getLast())))
                .add(request.origin() + "/sitemap_pages_1.xml")
                .add(request.origin() + "/sitemap_collections_1.xml")
                .toString());
    }

    private Answer productMap(Request request) {
        var map = Sitemap.pages().add(request.origin() + "/");
        shelf.items().forEach(item -> map.add(request.origin() + address(item), item.changed()));
        return Answer.xml(map.toString());
    }

    private Answer collectionMap(Request request) {
        var map = Sitemap.pages();
        shelf.categories().forEach(category -> map.add(request.origin() + "/collections/" + Choice.slug(category)));
        return Answer.xml(map.toString());
    }

    private String fill(String title, String template, String head, String main) {
        String menu = "<a href=\"/collections/all\">Everything</a>";
        return page.fill("title", title, "template", template, "head", head, "menu", menu, "main", main);
    }
}
