package dev.aisle.journeys;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.aisle.journeys.browser.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A merchant's way from the partner through the hosted page to the platform and back, in a real browser,
/// for every platform: the partner mints a session, the merchant agrees, the partner reads pending, active
/// and live, an agent finds the products, the feed has them, and ending the connection stops it. The ways
/// are walked side by side, on one server, one street and one browser.
class BrowserJourneyTest {

    private static final Path HOME = Path.of(System.getProperty("aisle.home", ".."));
    private static final Duration LONGEST_WAY = Duration.ofMinutes(5);
    private static final int GOODS = 20;
    private static final int A_FEW_GOODS = 5;
    private static final boolean WITH_SCREENS = Boolean.getBoolean("aisle.full");

    @TempDir
    private static Path work;

    private static final ExecutorService WALKERS = Executors.newVirtualThreadPerTaskExecutor();
    private static final Map<Way, Future<?>> WALKED = new TreeMap<>();

    private static Installation installation;
    private static Installation.OpenStreet street;
    private static Installation.OpenStreet platforms;
    /// For the screens, one of its own for each look.
    private static final List<Installation.OpenStreet> PIMS = new ArrayList<>();
    private static Installation.RunningServer server;
    private static Chromium chromium;
    private static PartnerSite site;
    private static Ways ways;
    private static Optional<Screens> screens = Optional.empty();

    /// The ways that are walked; those over the screens, with their pictures, come with `--full`.
    enum Way {
        WOOCOMMERCE,
        SHOPIFY,
        MAGENTO,
        AKENEO,
        BIGCOMMERCE,
        PRODUCT_FEED_AND_DESTINATIONS,
        SCREENS_IN_ENGLISH,
        SCREENS_FROM_RIGHT_TO_LEFT;

        boolean isWalked() {
            return WITH_SCREENS || (this != SCREENS_IN_ENGLISH && this != SCREENS_FROM_RIGHT_TO_LEFT);
        }

        void walk() {
            switch (this) {
                case WOOCOMMERCE -> ways.wooCommerce();
                case SHOPIFY -> ways.shopify();
                case MAGENTO -> ways.magento();
                case AKENEO -> ways.akeneo();
                case BIGCOMMERCE -> ways.bigCommerce();
                case PRODUCT_FEED_AND_DESTINATIONS -> ways.productFeed();
                case SCREENS_IN_ENGLISH -> screens.orElseThrow().walk(Screens.Look.PLAIN);
                case SCREENS_FROM_RIGHT_TO_LEFT -> screens.orElseThrow().walk(Screens.Look.ARABIC);
            }
        }
    }

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        Optional<Path> program = Chromium.find();
        if (program.isEmpty()) {
            System.out.println("BrowserJourneyTest skipped: no Chromium on the PATH (apt-get install chromium)");
        }
        assumeThat(program).as("a Chromium on the PATH").isPresent();
        assumeThat(Files.exists(HOME.resolve("server/target/aisle-server.jar"))
                        && Files.exists(HOME.resolve("devshops/target/aisle-devshops.jar")))
                .as("the built jars; mvn package makes them")
                .isTrue();
        installation = new Installation(HOME, work);
        site = new PartnerSite();
        Future<Chromium> starting = WALKERS.submit(() -> Chromium.start(program.get()));
        Future<Installation.OpenStreet> opening =
                WALKERS.submit(() -> installation.openPlatforms(List.of("magento", "akeneo", "bigcommerce"), GOODS));
        street = installation.openStreet("0");
        for (int look = 0; WITH_SCREENS && look < 2; look++) {
            PIMS.add(installation.openPlatforms(List.of("akeneo"), A_FEW_GOODS));
        }
        try {
            platforms = opening.get();
            server = installation.startServer(
                    0,
                    work.resolve("data"),
                    Map.of(
                            "AISLE_FETCH_ALLOW", hosts() + "," + site.authority(),
                            "AISLE_SHOPIFY_CLIENT_ID", "sample-street-app",
                            "AISLE_SHOPIFY_CLIENT_SECRET", "sample-street-secret",
                            "AISLE_LIVE_LOOKUP", "off",
                            "AISLE_RATE_ANONYMOUS", "100000",
                            "AISLE_RATE_PARTNER", "100000"));
            Partner first = partner("Fjord & Co");
            chromium = starting.get();
            ways = new Ways(
                    new Walk(new Talk(), server.base(), first.caller(), site, chromium), street, platforms, work);
            if (WITH_SCREENS) {
                screens = Optional.of(screens(first));
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
        for (Way way : Way.values()) {
            if (way.isWalked()) {
                WALKED.put(way, WALKERS.submit(way::walk));
            }
        }
    }

    private static String hosts() {
        return Stream.concat(Stream.of(street, platforms), PIMS.stream())
                .map(Installation.OpenStreet::hosts)
                .collect(Collectors.joining(","));
    }

    private static Screens screens(Partner plain) throws IOException, InterruptedException {
        Partner other = partner("Marigold");
        brand(plain.id(), "#0b3d2e", Optional.empty());
        brand(other.id(), "#ffd54a", Optional.of(Screens.logo(work)));
        return new Screens(
                chromium,
                site,
                new Screens.Visitor(
                        plain.caller(), street.shop("lantern").getAuthority(), ways.accessTo(PIMS.getFirst())),
                new Screens.Visitor(other.caller(), street.shop("mill").getAuthority(), ways.accessTo(PIMS.getLast())),
                HOME.resolve("journeys/target/screens"));
    }

    @AfterAll
    static void stop() {
        PIMS.forEach(Installation.OpenStreet::close);
        for (AutoCloseable opened :
                new AutoCloseable[] {WALKERS::shutdownNow, chromium, server, platforms, street, site}) {
            try {
                if (opened != null) {
                    opened.close();
                }
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theWayIsWalkedToItsEnd(Way way) throws Exception {
        assumeThat(way.isWalked()).as("--full").isTrue();
        Optional.ofNullable(WALKED.get(way)).orElseThrow().get(LONGEST_WAY.toSeconds(), TimeUnit.SECONDS);
    }

    private record Partner(String id, PartnerCaller caller) {}

    private static Partner partner(String name) throws IOException, InterruptedException {
        var created = Talk.JSON.readTree(installation.command(
                "partner",
                "create",
                "--data",
                work.resolve("data").toString(),
                "--name",
                name,
                "--redirect-uri",
                site.at("/done").toString(),
                "--test",
                "--json"));
        return new Partner(
                created.path("partner_id").asString(""),
                new PartnerCaller(new Talk(), server.base(), created.path("key").asString("")));
    }

    private static void brand(String id, String color, Optional<Path> logo) throws IOException, InterruptedException {
        var words = new ArrayList<>(
                List.of("partner", "brand", id, "--data", work.resolve("data").toString(), "--color", color));
        logo.ifPresent(it -> words.addAll(List.of("--logo", it.toString())));
        installation.command(words.toArray(new String[0]));
    }
}
