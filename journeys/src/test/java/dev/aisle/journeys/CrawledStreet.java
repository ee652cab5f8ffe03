package dev.aisle.journeys;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The sample street, crawled whole through the front door by a built server. It is opened once a run, by the first
/// test class that asks for it, and closed when all are done.
final class CrawledStreet implements AutoCloseable {

    static final Path HOME = Path.of(System.getProperty("aisle.home", ".."));

    private static final Duration LONGEST_CRAWL = Duration.ofMinutes(10);

    private final Path work;
    private final Talk talk = new Talk();
    private final Installation.OpenStreet street;
    private final Installation.RunningServer server;
    private final Map<String, PartnerCaller.Sync> syncs;

    /// Hands the street to test classes that name it as a parameter.
    static final class Visit implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType().equals(CrawledStreet.class);
        }

        @Override
        public CrawledStreet resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(CrawledStreet.class))
                    .computeIfAbsent("street", key -> open(), CrawledStreet.class);
        }
    }

    private CrawledStreet(
            Path work,
            Installation.OpenStreet street,
            Installation.RunningServer server,
            Map<String, PartnerCaller.Sync> syncs) {
        this.work = work;
        this.street = street;
        this.server = server;
        this.syncs = Map.copyOf(syncs);
    }

    Installation.OpenStreet street() {
        return street;
    }

    Installation.RunningServer server() {
        return server;
    }

    Talk talk() {
        return talk;
    }

    /// A folder for what the tests leave behind; it goes with the street.
    Path work() {
        return work;
    }

    /// What an operator's command prints that is given the server's data folder and nothing else.
    String command(String... words) throws IOException, InterruptedException {
        String data = work.resolve("data").toString();
        return new Installation(HOME, work)
                .command(Stream.concat(Stream.of(words), Stream.of("--data", data))
                        .toArray(String[]::new));
    }

    /// How the crawl of each shop ended.
    Map<String, PartnerCaller.Sync> syncs() {
        return syncs;
    }

    @Override
    public void close() {
        server.close();
        street.close();
        try (Stream<Path> left = Files.walk(work)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static CrawledStreet open() {
        assumeThat(Files.exists(HOME.resolve("server/target/aisle-server.jar"))
                        && Files.exists(HOME.resolve("devshops/target/aisle-devshops.jar")))
                .as("the built jars; mvn package makes them")
                .isTrue();
        try {
            Path work = Files.createTempDirectory("aisle-street");
            var installation = new Installation(HOME, work);
            var street = installation.openStreet("0");
            // what is found by its address must have been crawled
            var settings = Map.of(
                    "AISLE_FETCH_ALLOW",
                    street.hosts(),
                    "AISLE_FETCH_PER_SECOND",
                    "50",
                    "AISLE_RATE_ANONYMOUS",
                    "1000000",
                    "AISLE_LIVE_LOOKUP",
                    "off");
            var server = installation.startServer(0, work.resolve("data"), settings);
            var created = Talk.JSON.readTree(installation.command(
                    "partner", "create", "--data", work.resolve("data").toString(), "--name", "Journey", "--json"));
            var partner = new PartnerCaller(
                    new Talk(), server.base(), created.path("key").asString(""));
            return new CrawledStreet(work, street, server, provision(partner, street));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static Map<String, PartnerCaller.Sync> provision(PartnerCaller partner, Installation.OpenStreet street)
            throws InterruptedException {
        var ids = new LinkedHashMap<String, String>();
        street.shops()
                .forEach((name, origin) -> ids.put(
                        name,
                        partner.createMerchant(origin.getAuthority(), name)
                                .body()
                                .path("customer_id")
                                .asString("")));
        var syncs = new LinkedHashMap<String, PartnerCaller.Sync>();
        long begun = System.nanoTime();
        do {
            Thread.sleep(Duration.ofMillis(500));
            ids.forEach((name, id) -> syncs.put(name, partner.webCrawl(id)));
        } while (syncs.values().stream().anyMatch(sync -> !sync.live())
                && System.nanoTime() - begun < LONGEST_CRAWL.toNanos());
        return syncs;
    }
}
