package dev.aisle.devshops;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.regex.Pattern;

/// A shop with microdata, one page a look, prices in euro. Its sitemap stands at the usual place, unannounced.
final class MillShop implements Shop {

    private static final Pattern ARTICLE = Pattern.compile("/article/(\\d+)-[a-z0-9-]*\\.html");

    private final Template page = Template.of("mill/page.html");
    private final Template product = Template.of("mill/product.html");
    private final Shelf shelf;

    MillShop(Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "mill";
    }

    @Override
    public Shelf shelf() {
        return shelf;
    }

    @Override
    public String address(Item item) {
        return "/article/" + item.id() + "-" + item.slug() + ".html";
    }

    @Override
    public Answer answer(Request request) {
        return switch (request.path()) {
            case "/" ->
                Answer.html(fill(
                        "Electric things for the house",
                        "<h1>Offers of the week</h1>" + list(shelf.items().subList(0, 7))));
            case "/robots.txt" ->
                Answer.text(
                        "User-agent: GreedyBot\nDisallow: /\n\nUser-agent: *\nDisallow: /contact.html\nDisallow: /warehouse/\n");
            case "/sitemap.xml" -> siteMap(request);
            case "/contact.html" -> Answer.html(fill("Contact", "<h1>Contact</h1><p>Ring the bell.</p>"));
            case "/style.css" ->
                Answer.of(200, "text/css", "body{font-family:Verdana,sans-serif;font-size:13px}#content{width:800px}");
            default -> other(request);
        };
    }

    private Answer other(Request request) {
        var article = ARTICLE.matcher(request.path());
        if (article.matches()) {
            return shelf.byId(article.group(1))
                    .filter(item -> !item.gone())
                    .map(item -> Answer.html(fill(item.title(), article(item))))
                    .orElseGet(Answer::missing);
        }
        var items = request.after("/range/")
                .map(name -> shelf.inCategory(name.replace(".html", "")))
                .orElse(List.of());
        return items.isEmpty()
                ? Answer.missing()
                : Answer.html(fill(
                        items.getFirst().category(), "<h1>" + items.getFirst().category() + "</h1>" + list(items)));
    }

    private String article(Item item) {
        Unit first = item.first();
        String category = item.category();
        String numbers = (item.withGtin()
                        ? "<p>EAN: <span itemprop=\"gtin13\">%s</span></p>"
                                .formatted(thirteen(first.choice().gtin()))
                        : "")
                + (item.withMpn()
                        ? "<p>Maker's no. <span itemprop=\"mpn\">%s</span></p>"
                                .formatted(first.choice().mpn())
                        : "");
        String facts = item.family().facts().entrySet().stream()
                .map(fact ->
                        "<li>%s: %s</li>".formatted(Template.escape(fact.getKey()), Template.escape(fact.getValue())))
                .collect(joining());
        return product.fill(
                "categoryurl",
                "/range/" + Choice.slug(category) + ".html",
                "category",
                category,
                "image",
                item.image(),
                "title",
                item.title(),
                "brand",
                item.family().brand(),
                "sku",
                first.sku(),
                "numbers",
                numbers,
                "price",
                price(item, first),
                "availability",
                item.inStock() ? "InStock" : "OutOfStock",
                "stock",
                item.inStock() ? "ready to ship" : "sold out",
                "sizes",
                "",
                "description",
                item.family().description(),
                "facts",
                facts,
                "others",
                others(item));
    }

    /// Half of the articles leave the number to the text, as old shops do: `1.099,00`.
    private static String price(Item item, Unit unit) {
        String old = unit.wasCents() > 0
                ? "<span class=\"old\">instead of <del>%s &euro;</del></span> ".formatted(continental(unit.wasCents()))
                : "";
        String now = item.family().number() % 2 == 0
                ? "<span itemprop=\"price\" content=\"%s\">%s</span> &euro;"
                        .formatted(Unit.decimal(unit.cents()), continental(unit.cents()))
                : "<span itemprop=\"price\">%s</span> &euro;".formatted(continental(unit.cents()));
        return old + now;
    }

    static String continental(long cents) {
        String euros = Long.toString(cents / 100);
        String grouped = euros.length() > 3
                ? euros.substring(0, euros.length() - 3) + "." + euros.substring(euros.length() - 3)
                : euros;
        return "%s,%02d".formatted(grouped, cents % 100);
    }

    private static String thirteen(String gtin) {
        return gtin.length() == 12 ? "0" + gtin : gtin;
    }

    private String others(Item item) {
        return list(shelf.items().stream()
                .filter(other -> other.id() != item.id() && other.category().equals(item.category()))
                .limit(3)
                .toList());
    }

    private String list(List<Item> items) {
        return items.stream()
                .map(item -> "<li><a href=\"%s\">%s</a> %s &euro;</li>\n"
                        .formatted(address(item), Template.escape(item.title()), continental(item.lowest())))
                .collect(joining("", "<ul>", "</ul>"));
    }

    private Answer siteMap(Request request) {
        var map = Sitemap.pages().add(request.origin() + "/");
        shelf.items().forEach(item -> map.add(request.origin() + address(item), item.changed()));
        return Answer.xml(map.toString());
    }

    private String fill(String title, String main) {
        String menu = shelf.categories().stream()
                .map(category -> "<a href=\"/range/%s.html\">%s</a>".formatted(Choice.slug(category), category))
                .collect(joining(" | "));
        return page.fill("title", title, "menu", menu, "main", main);
    }
}
