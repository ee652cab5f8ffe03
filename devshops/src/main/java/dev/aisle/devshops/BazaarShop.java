package dev.aisle.devshops;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.List;

/// A shop with no markup, no sitemap and query-string addresses: everything must be found by links and read from the
/// page as a person reads it. Lists can be sorted, which makes many addresses of few goods.
final class BazaarShop implements Shop {

    private static final int ROWS_A_PAGE = 5;

    private final Template page = Template.of("bazaar/page.html");
    private final Template product = Template.of("bazaar/product.html");
    private final Shelf shelf;

    BazaarShop(Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "bazaar";
    }

    @Override
    public Shelf shelf() {
        return shelf;
    }

    @Override
    public String address(Item item) {
        return "/index.php?route=item&id=" + item.id();
    }

    @Override
    public Answer answer(Request request) {
        return switch (request.path()) {
            case "/" -> Answer.html(front());
            case "/index.php" -> index(request);
            case "/robots.txt" ->
                Answer.text("User-agent: *\nDisallow: /*route=basket\nDisallow: /*route=find\nDisallow: /*&sort=\n");
            default -> Answer.of(404, "text/html", "<html><body><h1>404</h1>Gone fishing.</body></html>");
        };
    }

    private Answer index(Request request) {
        return switch (request.query().getOrDefault("route", "")) {
            case "" -> Answer.html(front());
            case "item" ->
                shelf.byId(request.query().getOrDefault("id", ""))
                        .filter(item -> !item.gone())
                        .map(item -> Answer.html(fill(item.title(), page(item))))
                        .orElseGet(() -> Answer.html(fill("Not found", "<h1>The item was not found.</h1>"))
                                .status(404));
            case "list" -> list(request);
            case "text" ->
                Answer.html(fill(
                        "About the bazaar",
                        "<h1>About the bazaar</h1><p>Parcels up to 5 kg cost $4.90 within the country.</p>"));
            case "basket", "find" -> Answer.html(fill("Basket", "<h1>Your basket is empty</h1>"));
            default -> Answer.html(fill("Not found", "<h1>No such page.</h1>")).status(404);
        };
    }

    private String front() {
        return fill(
                "Corner Bazaar",
                "<h1>Fresh from the boat</h1>" + table(shelf.items().subList(0, 6)));
    }

    private Answer list(Request request) {
        String slug = request.query().getOrDefault("cat", "");
        var items = shelf.inCategory(slug);
        if (items.isEmpty()) {
            return Answer.html(fill("Not found", "<h1>No such department.</h1>"))
                    .status(404);
        }
        if (request.query().getOrDefault("sort", "").equals("price")) {
            items = items.stream()
                    .sorted(Comparator.comparingLong(Item::lowest))
                    .toList();
        }
        int pages = (items.size() + ROWS_A_PAGE - 1) / ROWS_A_PAGE;
        int at = request.number("page", 1, 1, pages);
        var out = new StringBuilder("<h1>")
                .append(Template.escape(items.getFirst().category()))
                .append("</h1>");
        out.append("Sort by <a href=\"%s&amp;sort=price\">price</a> <a href=\"%s&amp;sort=name\">name</a><br>"
                .formatted(listUrl(slug), listUrl(slug)));
        out.append(table(items.subList((at - 1) * ROWS_A_PAGE, Math.min(items.size(), at * ROWS_A_PAGE))));
        for (int n = 1; n <= pages && pages > 1; n++) {
            out.append(
                    n == at
                            ? "<b>%d</b> ".formatted(n)
                            : "<a href=\"%s&amp;page=%d\">%d</a> ".formatted(listUrl(slug), n, n));
        }
        return Answer.html(fill(items.getFirst().category(), out.toString()));
    }

    private String table(List<Item> items) {
        return items.stream()
                .map(item -> """
                        <tr><td><a href="%s"><img src="%s" width="80" border="0"></a></td>\
                        <td><a href="%s">%s</a><br>%s</td></tr>
                        """.formatted(
                                Template.escape(address(item).substring(1)),
                                item.image(),
                                Template.escape(address(item).substring(1)),
                                Template.escape(item.title()),
                                dollars(item.lowest())))
                .collect(joining("", "<table class=\"goods\">", "</table>"));
    }

    private String page(Item item) {
        Unit first = item.first();
        String facts = item.family().facts().entrySet().stream()
                .map(fact -> "<tr><td>%s</td><td>%s</td></tr>"
                        .formatted(Template.escape(fact.getKey()), Template.escape(fact.getValue())))
                .collect(joining());
        String sizes = item.open().entrySet().stream()
                .map(open -> open.getValue().stream()
                        .map(label -> "<option>" + Template.escape(label) + "</option>")
                        .collect(joining("", open.getKey() + ": <select name=\"choice\">", "</select>")))
                .collect(joining());
        String others = shelf.items().stream()
                .filter(other -> other.id() != item.id()
                        && other.family()
                                .category()
                                .getFirst()
                                .equals(item.family().category().getFirst()))
                .limit(3)
                .map(other -> "<td><a href=\"%s\">%s</a><br>%s</td>"
                        .formatted(
                                Template.escape(address(other).substring(1)),
                                Template.escape(other.title()),
                                dollars(other.lowest())))
                .collect(joining());
        return product.fill(
                "categoryurl",
                "index.php?route=list&cat=" + Choice.slug(item.category()),
                "category",
                item.category(),
                "title",
                item.title(),
                "image",
                item.image(),
                "brand",
                item.family().brand(),
                "model",
                item.withMpn() ? first.choice().mpn() : item.family().name(),
                "sku",
                first.sku(),
                "stock",
                item.inStock() ? "In Stock" : "Out Of Stock",
                "price",
                price(first),
                "sizes",
                sizes,
                "id",
                Long.toString(item.id()),
                "description",
                item.family().description(),
                "facts",
                facts,
                "others",
                others);
    }

    private static String price(Unit unit) {
        String now = dollars(unit.cents());
        return unit.wasCents() > 0 ? "<s>" + dollars(unit.wasCents()) + "</s> " + now : now;
    }

    static String dollars(long cents) {
        return "$%,d.%02d".formatted(cents / 100, cents % 100);
    }

    private static String listUrl(String slug) {
        return "index.php?route=list&amp;cat=" + slug;
    }

    private String fill(String title, String main) {
        String menu = shelf.categories().stream()
                .map(category ->
                        "<a href=\"%s\">%s</a>".formatted(listUrl(Choice.slug(category)), Template.escape(category)))
                .collect(joining("<br>"));
        return page.fill("title", title, "menu", menu, "main", main);
    }
}
