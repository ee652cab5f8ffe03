package dev.aisle.partner;

import dev.aisle.market.merchant.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// A platform of the sample street's module, opened in this process without either knowing the other's classes.
public final class Simulator implements AutoCloseable {

    private static final Path CLASSES = Path.of("../devshops/target/classes");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Class<?> PLATFORMS = load();

    private final AutoCloseable platforms;
    private final URI origin;
    private final URI store;

    private Simulator(AutoCloseable platforms, URI origin, URI store) {
        this.platforms = platforms;
        this.origin = origin;
        this.store = store;
    }

    public static Simulator open(Platform platform, int goods, InstantSource time) {
        try {
            Object opened = PLATFORMS
                    .getMethod("open", String.class, int.class, InstantSource.class)
                    .invoke(null, platform.slug(), goods, time);
            String origin = (String) PLATFORMS.getMethod("origin").invoke(opened);
            String store = (String) PLATFORMS.getMethod("store").invoke(opened);
            return new Simulator((AutoCloseable) opened, URI.create(origin), URI.create(store));
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Class<?> load() {
        if (!Files.isDirectory(CLASSES)) {
            throw new IllegalStateException("the module devshops is not built: " + CLASSES.toAbsolutePath());
        }
        try {
            URL[] where = {CLASSES.toUri().toURL()};
            return new URLClassLoader(where, Simulator.class.getClassLoader())
                    .loadClass("dev.aisle.devshops.Platforms");
        } catch (ReflectiveOperationException | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public URI origin() {
        return origin;
    }

    /// Where its API takes calls for this store.
    public URI store() {
        return store;
    }

    /// Something that it has on its shelf.
    public record Unit(String sku, String address, String amount) {}

    public List<Unit> units() {
        return get("/__goods")
                .lines()
                .map(line -> line.split("\t", -1))
                .map(it -> new Unit(it[0], it[3], it[5]))
                .toList();
    }

    /// What it is to do wrong; see `Faults` there.
    public void fault(String query) {
        post("/__fault?" + query);
    }

    public String office(String path) {
        return post("/__office/" + path);
    }

    public void price(Unit unit, String amount) {
        post("/__price?sku=" + unit.sku() + "&amount=" + amount);
    }

    public void gone(Unit unit) {
        post("/__gone?sku=" + unit.sku());
    }

    /// How many requests so far were for an address like that.
    public long asked(Pattern path) {
        return get("/__log").lines().filter(it -> path.matcher(it).find()).count();
    }

    public void forgetLog() {
        post("/__log");
    }

    private String get(String path) {
        return send(HttpRequest.newBuilder(origin.resolve(path)).build());
    }

    private String post(String path) {
        return send(HttpRequest.newBuilder(origin.resolve(path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static String send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(request + " gave " + response.statusCode());
            }
            return response.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// `a=1&b=2` as an office writes it.
    public static java.util.Map<String, String> pairs(String text) {
        java.util.Map<String, String> pairs = new java.util.TreeMap<>();
        Arrays.stream(text.strip().split("&", -1)).forEach(pair -> {
            int equals = pair.indexOf('=');
            pairs.put(
                    pair.substring(0, equals),
                    java.net.URLDecoder.decode(pair.substring(equals + 1), java.nio.charset.StandardCharsets.UTF_8));
        });
        return pairs;
    }

    @Override
    public void close() {
        try {
            platforms.close();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
