package dev.aisle.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aisle.base.http.FetchAllow;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.source.file.FeedFileSource;
import dev.aisle.partner.source.file.FeedFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// `bench feed-stream`: a gzip feed of gigabytes, made up while it is sent by a server on loopback, read
/// through the data folder by the source that reads merchants' feeds, in a heap of 256 MB.
final class FeedStreamFigures {

    private static final int DESCRIPTION = 1_200;
    private static final int EVERY_NTH_IS_BAD = 10_000;
    private static final double GIGABYTE = 1 << 30;

    private FeedStreamFigures() {}

    /// `[--gigabytes 2]`, unpacked
    static void run(Options options, PrintStream out) throws IOException {
        double gigabytes = options.number("gigabytes", 2.0);
        AtomicLong sent = new AtomicLong();
        HttpServer shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/feed.tsv.gz", exchange -> send(exchange, (long) (gigabytes * GIGABYTE), sent));
        shop.start();
        Path data = Files.createTempDirectory("aisle-feed-stream");
        String host = "127.0.0.1:" + shop.getAddress().getPort();
        try (OutsideHttp http = new OutsideHttp(FetchAllow.of(List.of(host)), "AisleBench/1")) {
            FeedFolder folder = new FeedFolder(data, InstantSource.system());
            FeedFileSource source = new FeedFileSource(http, folder, ignored -> 0, InstantSource.system());
            URI url = URI.create("http://" + host + "/feed.tsv.gz");
            Merchant merchant = new Merchant(new MerchantId("Ab12"), host, "http", Optional.empty());
            Access access = new Access(merchant, url, Optional.empty(), new Secret(Map.of("url", url.toString())));
            Map<String, Object> figures = new LinkedHashMap<>();
            read(source, access, figures);
            figures.put("gigabytes_unpacked", ImportFigures.rounded(sent.get() / GIGABYTE));
            figures.put("heap_limit_mb", Runtime.getRuntime().maxMemory() >> 20);
            figures.put("heap_peak_mb", peakHeap() >> 20);
            figures.put(
                    "how",
                    "rows are made up and zipped while they are sent; fetched, written to disk, unpacked and parsed to"
                            + " listings at the same time, page by page as a first sync does; nothing is stored. The peak"
                            + " is that of each pool of the heap, added up: garbage counts");
            ImportFigures.print(options, figures, out);
        } finally {
            shop.stop(0);
            Files.deleteIfExists(data);
        }
    }

    private static void read(FeedFileSource source, Access access, Map<String, Object> figures) {
        long start = System.nanoTime();
        long things = 0;
        long bad = 0;
        double first = 0;
        Optional<String> place = Optional.empty();
        do {
            Source.Pulled pulled = source.pull(access, Optional.empty(), place, ignored -> {});
            if (!(pulled instanceof Source.Pulled.Part part)) {
                throw new IllegalStateException("the feed cannot be read: " + pulled);
            }
            things += part.things().size();
            bad += part.badRows().size();
            first = first == 0 && things > 0 ? (System.nanoTime() - start) / 1e9 : first;
            place = part.next();
        } while (place.isPresent());
        double seconds = (System.nanoTime() - start) / 1e9;
        figures.put("rows", things + bad);
        figures.put("bad_rows", bad);
        figures.put("seconds", ImportFigures.rounded(seconds));
        figures.put("first_page_seconds", ImportFigures.rounded(first));
        figures.put("rows_per_second", Math.round((things + bad) / seconds));
    }

    private static void send(HttpExchange exchange, long bytes, AtomicLong sent) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"made-up\"");
        exchange.sendResponseHeaders(200, 0);
        String words =
                "Oiled by hand, made of turned beech, and much else that nobody reads. ".repeat(DESCRIPTION / 70);
        try (exchange;
                OutputStream zip = new FastGzip(exchange.getResponseBody())) {
            zip.write("id\ttitle\tdescription\tlink\timage_link\tprice\tavailability\tbrand\n"
                    .getBytes(StandardCharsets.UTF_8));
            StringBuilder rows = new StringBuilder();
            for (long i = 1; sent.get() < bytes; i++) {
                long mixed = i * 0x9E3779B97F4A7C15L;
                rows.append(i).append("\tThing ").append(Long.toHexString(mixed));
                for (int n = 0; n < 8; n++) {
                    mixed = Long.rotateLeft(mixed * 0xBF58476D1CE4E5B9L, 17);
                    rows.append(n == 0 ? "\t" : " ").append(Long.toString(mixed, 36));
                }
                rows.append(' ').append(words);
                rows.append("\thttps://shop.example/p/")
                        .append(i)
                        .append("\thttps://shop.example/i/")
                        .append(i);
                rows.append('\t').append(i % EVERY_NTH_IS_BAD == 0 ? "" : i % 900 + ".90 EUR");
                rows.append("\tin_stock\tBrand ").append(i % 97).append('\n');
                if (rows.length() > 1 << 16) {
                    byte[] chunk = rows.toString().getBytes(StandardCharsets.UTF_8);
                    zip.write(chunk);
                    sent.addAndGet(chunk.length);
                    rows.setLength(0);
                }
            }
        }
    }

    /// The sender is not what is measured.
    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(it -> it.getType() == MemoryType.HEAP)
                .mapToLong(it -> it.getPeakUsage().getUsed())
                .sum();
    }
}
