package dev.aisle.devshops;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A shop that misbehaves in every way a crawler meets, and sells good things all the same.
///
/// Its goods are handicapped by their place on the shelf (`Mood`); beside them its sitemap lists the traps of
/// `Traps`.
final class GrumpyShop implements Shop {

    private static final long SLOW_MILLIS = 1_200;

    /// How the page of a good behaves.
    enum Mood {
        PLAIN,
        SLOW,
        /// 429 with Retry-After on the first two requests.
        BUSY,
        /// 500 on the first request, 503 on the second.
        FLAKY,
        /// JSON-LD with a trailing comma, comments and raw line breaks.
        BROKEN,
        /// No JSON-LD that can be read at all, but Open Graph.
        TORN,
        /// Reached only by a chain of two redirects.
        MOVED,
        /// 200 for an hour from the first request on, then 404 once, then 410. What a visitor sees within
        /// the hour does not depend on how often he asks, so a visit broken off may be made again.
        VANISHING
    }

    private static final int BUSY_TIMES = 2;
    private static final Duration STAYS = Duration.ofHours(1);

    private final Template page = Template.of("grumpy/page.html");
    private final Template product = Template.of("grumpy/product.html");
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Map<String, Instant> firstAsked = new ConcurrentHashMap<>();
    private final Shelf shelf;
    private final InstantSource time;
    private final Traps traps = new Traps();

    GrumpyShop(Shelf shelf, InstantSource time) {
        this.shelf = shelf;
        this.time = time;
    }

    @Override
    public String name() {
        return "grumpy";
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
    public Answer answer(Request request) throws InterruptedException {
        return switch (request.path()) {
            case "/" -> home();
            case "/robots.txt" ->
                Answer.text(
                        "User-agent: *\nDisallow: /private/\nDisallow: /cart\nnonsense line\n\nSitemap: %s/sitemap.xml\n"
                                .formatted(request.origin()));
            case "/sitemap.xml" -> siteMap(request);
            case "/cart" -> Answer.html(fill("Cart", "", "<h1>Empty. Good.</h1>"));
            default -> other(request);
        };
    }

    Mood mood(Item item) {
        var moods = Mood.values();
        return moods[shelf.all().indexOf(item) % moods.length];
    }

    private Answer other(Request request) throws InterruptedException {
        var moved = request.after("/old/");
        if (moved.isPresent()) {
            return Answer.redirect(301, "/older/" + moved.get());
        }
        var older = request.after("/older/");
        if (older.isPresent()) {
            return Answer.redirect(302, request.origin() + "/p/" + older.get());
        }
        if (request.path().startsWith("/private/")) {
            return Answer.html(fill("Staff only", "", secret()));
        }
        var item = request.after("/p/").flatMap(shelf::bySlug);
        return item.isPresent() ? moody(item.get(), request) : traps.answer(request);
    }

    private Answer moody(Item item, Request request) throws InterruptedException {
        if (item.gone()) {
            return count("gone " + item.slug()) == 1
                    ? Answer.missing()
                    : Answer.missing().status(410);
        }
        return switch (mood(item)) {
            case PLAIN, MOVED -> Answer.html(page(item, request, clean(item, request)));
            case SLOW -> {
                Thread.sleep(SLOW_MILLIS);
                yield Answer.html(page(item, request, clean(item, request)));
            }
            case BUSY ->
                count(item.slug()) <= BUSY_TIMES
                        ? Answer.of(429, "text/plain", "Not now.\n").with("Retry-After", "1")
                        : Answer.html(page(item, request, clean(item, request)));
            case FLAKY ->
                switch (count(item.slug())) {
                    case 1 -> Answer.of(500, "text/html", "<h1>Something broke</h1><pre>at line 42</pre>");
                    case 2 -> Answer.of(503, "text/html", "<h1>Back soon</h1>").with("Retry-After", "1");
                    default -> Answer.html(page(item, request, clean(item, request)));
                };
            case BROKEN -> Answer.html(page(item, request, broken(item, request)));
            case TORN -> Answer.html(page(item, request, torn(item, request)));
            case VANISHING -> {
                Instant first = firstAsked.computeIfAbsent(item.slug(), ignored -> time.instant());
                if (time.instant().isBefore(first.plus(STAYS))) {
                    yield Answer.html(page(item, request, clean(item, request)));
                }
                yield count(item.slug()) == 1
                        ? Answer.missing()
                        : Answer.missing().status(410);
            }
        };
    }

    private int count(String what) {
        return asked.computeIfAbsent(what, first -> new AtomicInteger()).incrementAndGet();
    }

    private Answer home() {
        String links = shelf.items().stream()
                .map(item -> "<li><a href=\"%s\">%s</a></li>".formatted(link(item), Template.escape(item.title())))
                .collect(joining());
        String traps = Traps.PATHS.stream()
                .map(path -> "<li><a href=\"%s\">Bargain</a></li>".formatted(path))
                .collect(joining());
        return Answer.html(fill(
                "Home", "", "<ul>" + links + traps + "<li><a href=\"/private/bargain\">Do not open</a></li></ul>"));
    }

    private Answer siteMap(Request request) {
        var map = Sitemap.pages();
        shelf.items().forEach(item -> map.add(request.origin() + link(item), item.changed()));
        Traps.PATHS.forEach(path -> map.add(request.origin() + path));
        map.add(request.origin() + "/private/bargain");
        map.add("http://elsewhere.invalid/p/not-ours");
        return Answer.xml(map.toString());
    }

    private String link(Item item) {
        return mood(item) == Mood.MOVED ? "/old/" + item.slug() : address(item);
    }

    private String page(Item item, Request request, String data) {
        Unit first = item.first();
        String head = """
                <meta property="og:type" content="product">
                <meta property="og:title" content="%s">
                <meta property="og:url" content="%s">
                <meta property="og:image" content="%s">
                <meta property="product:price:amount" content="%s">
                <meta property="product:price:currency" content="%s">
                <meta property="product:availability" content="%s">
                <script type="application/ld+json">%s</script>""".formatted(
                        Template.escape(item.title()),
                        request.origin() + address(item),
                        request.origin() + item.image(),
                        Unit.decimal(first.cents()),
                        shelf.currency(),
                        item.inStock() ? "in stock" : "out of stock",
                        data);
        return fill(
                item.title(),
                head,
                product.fill(
                        "title", item.title(),
                        "image", item.image(),
                        "price", "$" + Unit.decimal(first.cents()),
                        "stock", item.inStock() ? "We have it." : "We had it.",
                        "description", item.family().description(),
                        "sku", first.sku()));
    }

    private String clean(Item item, Request request) {
        Unit first = item.first();
        var data = JsonText.object(
                "@context", "http://schema.org",
                "@type", "Product",
                "name", item.title(),
                "description", item.family().description(),
                "sku", first.sku(),
                "image", request.origin() + item.image(),
                "brand", JsonText.object("@type", "Brand", "name", item.family().brand()));
        if (item.withGtin()) {
            data.put("gtin", first.choice().gtin());
        }
        if (item.withMpn()) {
            data.put("mpn", first.choice().mpn());
        }
        data.put(
                "offers",
                JsonText.object(
                        "@type",
                        "Offer",
                        "url",
                        request.origin() + address(item),
                        "price",
                        Unit.decimal(first.cents()),
                        "priceCurrency",
                        shelf.currency(),
                        "availability",
                        "http://schema.org/" + (item.inStock() ? "InStock" : "OutOfStock")));
        return JsonText.inScript(data);
    }

    /// What a careless template makes: comments, commas before brackets, raw line breaks inside texts.
    private String broken(Item item, Request request) {
        return "\n<!-- product data -->\n// generated\n"
                + clean(item, request)
                        .replace("}", ",}")
                        .replace(
                                item.family().description(),
                                item.family().description().replace(" ", "\n"))
                + "\n";
    }

    private String torn(Item item, Request request) {
        String whole = clean(item, request);
        return whole.substring(0, whole.length() / 2);
    }

    private static String secret() {
        String data = JsonText.inScript(JsonText.object(
                "@context", "http://schema.org",
                "@type", "Product",
                "name", "Secret bargain",
                "sku", "SECRET",
                "offers", JsonText.object("@type", "Offer", "price", "1.00", "priceCurrency", "USD")));
        return "<h1>Secret bargain</h1><script type=\"application/ld+json\">" + data + "</script>";
    }

    private String fill(String title, String head, String main) {
        return page.fill("title", title, "head", head, "main", main);
    }
}
