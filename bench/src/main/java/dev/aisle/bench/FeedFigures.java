package dev.aisle.bench;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.Db;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.product.Products;
import dev.aisle.market.taxonomy.Taxonomy;
import dev.aisle.partner.destination.google.GoogleFeed;
import dev.aisle.partner.destination.microsoft.MicrosoftFeed;
import dev.aisle.partner.destination.openai.OpenAiFeed;
import dev.aisle.partner.feed.FeedPublishing;
import dev.aisle.partner.feed.FeedStatus;
import dev.aisle.partner.feed.Feeds;
import dev.aisle.partner.rule.FeedRules;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `bench feed [--offers 1000000] [--to openai,google]`: one merchant's feed, from the first row read to the files
/// served, in a heap of
/// 512 MB.
/// The offers are made in the database, four sizes a product, so that nothing but the feed is timed.
final class FeedFigures {

    private static final MerchantId SHOP = new MerchantId("Big1");

    private FeedFigures() {}

    static void run(Options options, PrintStream out) throws IOException {
        int offers = options.count("offers", 1_000_000);
        List<String> wanted =
                List.of(options.find("to").orElse("openai,google,microsoft").split(",", -1));
        Path data = Files.createTempDirectory("aisle-bench");
        Map<String, Object> figures = new LinkedHashMap<>();
        try (Database database = Database.embedded(data)) {
            fill(database.db(), offers);
            InstantSource time = InstantSource.system();
            Listings listings = new Listings(database.db(), time);
            Feeds feeds = new Feeds(database.db(), time, "http://127.0.0.1", data.resolve("feeds"));
            figures.put("offers", offers);
            figures.put("heap_mb", Runtime.getRuntime().maxMemory() >> 20);
            try (FeedPublishing publishing = new FeedPublishing(
                    database.db(),
                    feeds,
                    new Merchants(database.db(), time),
                    listings,
                    new Products(database.db(), listings).changes(),
                    Taxonomy.shipped(),
                    List.of(new OpenAiFeed(), new GoogleFeed(), new MicrosoftFeed()),
                    new FeedRules(database.db(), time),
                    time)) {
                for (Platform platform : Platform.all(Platform.Direction.DESTINATION)) {
                    if (!wanted.contains(platform.slug())) {
                        continue;
                    }
                    feeds.open(SHOP, platform);
                    double cpu = cpuSeconds(data);
                    long start = System.nanoTime();
                    publishing.publishDue();
                    figures.put(platform.slug() + "_seconds", ImportFigures.rounded((System.nanoTime() - start) / 1e9));
                    figures.put(platform.slug() + "_cpu_seconds", ImportFigures.rounded(cpuSeconds(data) - cpu));
                    FeedStatus status = feeds.status(SHOP).stream()
                            .filter(it -> it.platform() == platform)
                            .findFirst()
                            .orElseThrow();
                    figures.put(platform.slug() + "_items", status.items());
                    figures.put(platform.slug() + "_left_out", status.leftOut());
                }
            }
            figures.put("files_mb", bytes(data.resolve("feeds")) >> 20);
            figures.put("peak_heap_mb", peakHeap() >> 20);
        } finally {
            remove(data);
        }
        figures.put(
                "how",
                "offers made in an embedded PostgreSQL on this machine, with descriptions of some 400 characters; read,"
                        + " put in the destination's words, checked, written, compressed, forced to disk, and named;"
                        + " google writes two files; CPU seconds are of the program and the database");
        ImportFigures.print(options, figures, out);
    }

    /// Of this program and its database.
    private static double cpuSeconds(Path data) {
        return CpuTime.own(ProcessHandle.current().pid()) + CpuTime.databaseSeconds(data);
    }

    private static void fill(Db db, int offers) {
        db.execute("""
                insert into merchants (id, domain, scheme, name, created_at)
                values (?, 'big.example', 'https', 'Big Shop', now())
                """, SHOP.value());
        db.execute("""
                insert into products (id, family_id, founder, created_at)
                select lpad(n::text, 7, '0'), lpad(n::text, 7, '0'), '01' || lpad((4 * n)::text, 24, '0'), now()
                from generate_series(0, ? / 4) n
                """, offers);
        db.execute("""
                insert into listings (id, merchant_id, item, url_key, platforms, document, amount, currency, availability,
                    digest, match_digest, first_seen_at, seen_at, changed_at)
                select '01' || lpad(n::text, 24, '0'), ?, 'item-' || n, 'big.example/p/' || n, '{web_crawl}',
                    jsonb_build_object(
                        'url', 'https://www.big.example/p/thing-' || (n / 4) || '?size=' || (n % 4),
                        'title', 'Thing number ' || (n / 4) || ' for every day',
                        'description', 'A thing that is made of ' || md5(n::text) || repeat(' and of ' || md5((n / 4)::text), 9),
                        'brand', 'Maker ' || (n % 977),
                        'mpn', 'M-' || (n / 4),
                        'price', jsonb_build_object('amount', 1000 + n % 90000, 'currency', 'USD'),
                        'list_price', jsonb_build_object('amount', 100000 + n % 9000, 'currency', 'USD'),
                        'availability', 'IN_STOCK',
                        'condition', 'NEW',
                        'options', jsonb_build_array(jsonb_build_array('Size', (array['S','M','L','XL'])[1 + n % 4])),
                        'group', 'thing-' || (n / 4),
                        'images', jsonb_build_array(
                            'https://cdn.big.example/i/' || md5((n / 4)::text) || '.jpg',
                            'https://cdn.big.example/i/' || md5((n / 4)::text) || '-2.jpg'),
                        'categories', jsonb_build_array('Things > Daily'),
                        'attributes', jsonb_build_array(jsonb_build_array('Material', 'Cotton')),
                        'origins', jsonb_build_array(jsonb_build_object('platform', 'web_crawl', 'evidence', 'JSON_LD',
                            'confidence', 0.9, 'at', 1793534400000,
                            'fields', jsonb_build_array('TITLE', 'PRICE', 'BRAND', 'DESCRIPTION'))))::text,
                    1000 + n % 90000, 'USD', 'IN_STOCK', n, n, now(), now(), now()
                from generate_series(0, ? - 1) n
                """, SHOP.value(), offers);
        db.execute("""
                insert into offers (id, product_id, merchant_id, group_key, amount, currency, availability, priced_at)
                select '01' || lpad(n::text, 24, '0'), lpad((n / 4)::text, 7, '0'), ?, 'thing-' || (n / 4),
                    1000 + n % 90000, 'USD', 'IN_STOCK', now()
                from generate_series(0, ? - 1) n
                """, SHOP.value(), offers);
        db.execute("analyze");
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(it -> it.toFile().length())
                    .sum();
        }
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(it -> it.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(it -> it.getUsed())
                .sum();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
