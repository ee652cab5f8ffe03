package dev.aisle.devshops;

import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A shop whose pages carry JSON-LD: product groups with every choice, breadcrumbs. Its sitemap is gzipped, its pages
/// answer conditional requests.
final class LanternShop implements Shop {

    private static final Map<String, String> SCHEMA_NAMES = Map.of(
            "Color", "color",
            "Size", "size");

    private final Template page = Template.of("lantern/page.html");
    private final Template product = Template.of("lantern/product.html");
    private final Shelf shelf;

    LanternShop(Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "lantern";
    }

    @Override
    public Shelf shelf() {
        return shelf;
    }

    @Override
    public String address(Item item) {
        return "/p/" + item.slug();
    }

    @Override
    public String address(Item item, Unit unit) {
        return unit.choice().values().entrySet().stream()
                .map(pair -> pair.getKey().toLowerCase(Locale.ROOT) + "="
                        + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(joining("&", address(item) + (unit.choice().values().isEmpty() ? "" : "?"), ""));
    }

    @Override
    public Answer answer(Request request) {
        return switch (request.path()) {
            case "/" -> home(request);
            case "/robots.txt" ->
                Answer.text("User-agent: *\nDisallow: /basket\nDisallow: /api/\n\nSitemap: %s/sitemap-index.xml\n"
                        .formatted(request.origin()));
            case "/sitemap-index.xml" ->
                Answer.xml(Sitemap.index()
                        .add(request.origin() + "/sitemap-products.xml.gz")
                        .toString());
            case "/sitemap-products.xml.gz" -> productMap(request);
            case "/help/delivery", "/help/returns", "/basket" ->
                Answer.html(fill(request, "Help", "Ask us anything.", "", "<h1>Help</h1><p>Ask us anything.</p>"));
            default -> other(request);
        };
    }

    private Answer other(Request request) {
        var slug = request.after("/p/");
        if (slug.isPresent()) {
            return slug.flatMap(shelf::bySlug)
                    .filter(item -> !item.gone())
                    .map(item -> page(item, request).since(item.changed()))
                    .orElseGet(Answer::missing);
        }
        var items = request.after("/c/").map(shelf::inCategory).orElse(List.of());
        if (items.isEmpty()) {
            return Answer.missing();
        }
        String title = items.getFirst().category();
        return Answer.html(fill(
                request,
                title,
                title + " at Lantern Outfitters",
                "",
                "<h1>" + Template.escape(title) + "</h1>" + tiles(items)));
    }

    private Answer home(Request request) {
        return Answer.html(fill(
                request,
                "Clothes, tents and small machines",
                "Clothes, tents and small machines",
                "",
                "<h1>New in</h1>" + tiles(shelf.items().subList(0, 8))));
    }

    private Answer productMap(Request request) {
        var map = Sitemap.pages().add(request.origin() + "/");
        shelf.items().forEach(item -> map.add(request.origin() + address(item), item.changed()));
        byte[] packed = ShopServer.gzip(map.toString().getBytes(StandardCharsets.UTF_8));
        return Answer.of(200, "application/gzip", packed);
    }

    private Answer page(Item item, Request request) {
        Unit shown = item.units().stream()
                .filter(unit -> unit.choice().values().entrySet().stream()
                        .allMatch(pair -> request.ask(pair.getKey().toLowerCase(Locale.ROOT))
                                .equals(Optional.of(pair.getValue()))))
                .findFirst()
                .orElseGet(item::first);
        Object thing = item.open().isEmpty() ? single(item, item.first(), request) : group(item, request);
        String head = script(thing) + script(crumbs(item, request));
        String facts = item.family().facts().entrySet().stream()
                .map(fact -> "<dt>%s</dt><dd>%s</dd>"
                        .formatted(Template.escape(fact.getKey()), Template.escape(fact.getValue())))
                .collect(joining());
        String swatches = item.units().stream()
                .filter(unit -> !unit.choice().values().isEmpty())
                .map(unit -> "<a class=\"swatch\" rel=\"nofollow\" href=\"%s\">%s</a>"
                        .formatted(
                                Template.escape(address(item, unit)),
                                Template.escape(unit.choice().words())))
                .collect(joining(" "));
        var others = shelf.items().stream()
                .filter(other -> other.id() != item.id() && other.category().equals(item.category()))
                .limit(3)
                .toList();
        String main = product.fill(
                "trail", "<a href=\"/c/%s\">%s</a>".formatted(Choice.slug(item.category()), item.category()),
                "image", item.image(),
                "title", item.title(),
                "brand", item.family().brand(),
                "price", "$" + Unit.decimal(shown.cents()),
                "swatches", swatches,
                "description", words(item),
                "facts", facts,
                "others", tiles(others));
        return Answer.html(fill(request, item.title(), words(item), head, main));
    }

    private Map<String, @Nullable Object> group(Item item, Request request) {
        var varies = new ArrayList<String>();
        item.open().keySet().stream()
                .map(SCHEMA_NAMES::get)
                .filter(name -> name != null)
                .forEach(name -> varies.add("https://schema.org/" + name));
        return JsonText.object(
                "@context",
                "https://schema.org",
                "@type",
                "ProductGroup",
                "@id",
                request.origin() + address(item) + "#group",
                "productGroupID",
                "LO-" + item.id(),
                "name",
                item.title(),
                "description",
                words(item),
                "url",
                request.origin() + address(item),
                "brand",
                JsonText.object("@type", "Brand", "name", item.family().brand()),
                "variesBy",
                varies,
                "hasVariant",
                item.units().stream().map(unit -> variant(item, unit, request)).toList());
    }

    private Map<String, @Nullable Object> variant(Item item, Unit unit, Request request) {
        var variant = facts(item, unit, request);
        variant.put(
                "name",
                item.title() + " – " + String.join(", ", unit.choice().values().values()));
        variant.put("isVariantOf", JsonText.object("@id", request.origin() + address(item) + "#group"));
        var properties = new ArrayList<Object>();
        unit.choice().values().forEach((name, label) -> {
            String known = SCHEMA_NAMES.get(name);
            if (known != null) {
                variant.put(known, label);
            } else {
                properties.add(JsonText.object("@type", "PropertyValue", "name", name, "value", label));
            }
        });
        if (!properties.isEmpty()) {
            variant.put("additionalProperty", properties);
        }
        return variant;
    }

    private Map<String, @Nullable Object> single(Item item, Unit unit, Request request) {
        var single = facts(item, unit, request);
        single.put("@context", "https://schema.org");
        single.put("name", item.title());
        single.put("description", words(item));
        single.put(
                "brand", JsonText.object("@type", "Brand", "name", item.family().brand()));
        single.put("category", String.join(" > ", item.family().category()));
        return single;
    }

    private Map<String, @Nullable Object> facts(Item item, Unit unit, Request request) {
        var facts = JsonText.object(
                "@type", "Product", "sku", unit.sku(), "image", List.of(request.origin() + item.image()));
        if (item.withGtin()) {
            facts.put(
                    unit.choice().gtin().length() == 12 ? "gtin12" : "gtin13",
                    unit.choice().gtin());
        }
        if (item.withMpn()) {
            facts.put("mpn", unit.choice().mpn());
        }
        var offer = JsonText.object(
                "@type",
                "Offer",
                "url",
                request.origin() + address(item, unit),
                "price",
                Unit.decimal(unit.cents()),
                "priceCurrency",
                shelf.currency(),
                "availability",
                "https://schema.org/" + (unit.inStock() ? "InStock" : "OutOfStock"),
                "itemCondition",
                "https://schema.org/NewCondition");
        if (unit.wasCents() > 0) {
            offer.put(
                    "priceSpecification",
                    JsonText.object(
                            "@type",
                            "UnitPriceSpecification",
                            "priceType",
                            "https://schema.org/StrikethroughPrice",
                            "price",
                            Unit.decimal(unit.wasCents()),
                            "priceCurrency",
                            shelf.currency()));
        }
        facts.put("offers", offer);
        return facts;
    }

    private Object crumbs(Item item, Request request) {
        return JsonText.object(
                "@context", "https://schema.org",
                "@type", "BreadcrumbList",
                "itemListElement",
                        List.of(
                                JsonText.object(
                                        "@type",
                                        "ListItem",
                                        "position",
                                        1,
                                        "name",
                                        item.category(),
                                        "item",
                                        request.origin() + "/c/" + Choice.slug(item.category())),
                                JsonText.object("@type", "ListItem", "position", 2, "name", item.title())));
    }

    private static String script(Object data) {
        return "<script type=\"application/ld+json\">" + JsonText.inScript(data) + "</script>\n";
    }

    private static String words(Item item) {
        return item.family().description() + " "
                + item.family().noun().substring(0, 1).toUpperCase(Locale.ROOT)
                + item.family().noun().substring(1) + " from " + item.family().brand() + ".";
    }

    private String tiles(List<Item> items) {
        return items.stream()
                .map(item -> "<div class=\"tile\"><a href=\"%s\"><img src=\"%s\" alt=\"\">%s</a> $%s</div>\n"
                        .formatted(
                                address(item),
                                item.image(),
                                Template.escape(item.title()),
                                Unit.decimal(item.lowest())))
                .collect(joining());
    }

    private String fill(Request request, String title, String summary, String head, String main) {
        String menu = shelf.categories().stream()
                .map(category -> "<a href=\"/c/%s\">%s</a>".formatted(Choice.slug(category), Template.escape(category)))
                .collect(joining(" "));
        return page.fill(
                "title", title,
                "canonical", request.origin() + request.path(),
                "summary", summary,
                "head", head,
                "menu", menu,
                "main", main);
    }
}
