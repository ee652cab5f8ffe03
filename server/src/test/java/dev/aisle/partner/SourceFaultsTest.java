package dev.aisle.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.jobs.Job;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.Unguarded.Guard;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Signature;
import dev.aisle.partner.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every line of `faults/sources.txt`, played on the simulator of each platform that it names; and once more with the
/// guard that it is about switched off, where the same check must fail.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceFaultsTest {

    private static final List<Platform> REST =
            List.of(Platform.SHOPIFY, Platform.WOOCOMMERCE, Platform.MAGENTO, Platform.AKENEO);
    private static final List<Platform> HOOKS = List.of(Platform.SHOPIFY, Platform.WOOCOMMERCE);
    private static final int AT_LEAST_FAULTS = 40;
    private static final int A_FEW = 5;
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private Database database;
    private Path folder;

    private record Line(String fault, List<Platform> platforms) {}

    /// How a fault is played and checked, and the guard without which the check fails.
    private record Play(Guard guard, Consumer<SourceStage> check) {}

    @BeforeAll
    void open(@TempDir Path folder) {
        this.folder = folder;
        database = Database.external(TestDatabase.freshUrl() + "&options=-c%20synchronous_commit=off");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @TestFactory
    Stream<DynamicTest> nothingIsLostNothingDoubledAndTheRowSaysWhy() {
        return lines().stream()
                .filter(line -> PLAYS.containsKey(line.fault))
                .flatMap(line -> (Boolean.getBoolean("aisle.full") ? line.platforms : oneOf(line))
                        .stream()
                                .map(platform -> DynamicTest.dynamicTest(
                                        line.fault + " " + platform.slug(),
                                        () -> play(line.fault, platform, Guard.NONE))));
    }

    /// Each in its turn: all of them take a minute, and are played with `--full`.
    private static List<Platform> oneOf(Line line) {
        return line.platforms.isEmpty()
                ? List.of()
                : List.of(line.platforms.get(Math.floorMod(line.fault.hashCode(), line.platforms.size())));
    }

    @TestFactory
    Stream<DynamicTest> aGuardThatIsSwitchedOffIsSeen() {
        return lines().stream()
                .filter(line -> PLAYS.containsKey(line.fault))
                .filter(line -> Boolean.getBoolean("aisle.full") || Math.floorMod(line.fault.hashCode(), A_FEW) == 0)
                .map(line -> DynamicTest.dynamicTest(line.fault, () -> {
                    Play play = playOf(line.fault);
                    Platform platform = line.platforms.contains(Platform.WOOCOMMERCE)
                            ? Platform.WOOCOMMERCE
                            : line.platforms.getFirst();
                    assertThatThrownBy(() -> play(line.fault, platform, play.guard))
                            .as("without " + play.guard)
                            .isInstanceOfAny(AssertionError.class, RuntimeException.class);
                }));
    }

    @Test
    void everyFaultOfAPlatformIsPlayed() {
        assertThat(lines().size()).isGreaterThanOrEqualTo(AT_LEAST_FAULTS);
        assertThat(lines().stream().filter(line -> !line.platforms.isEmpty()).map(Line::fault))
                .allSatisfy(fault -> assertThat(PLAYS).containsKey(fault));
    }

    @ParameterizedTest
    @EnumSource(names = {"SHOPIFY", "WOOCOMMERCE"})
    void aStoreThatIsLeftCallsNoMoreAndOneConnectedTwiceCallsOnce(Platform platform) {
        try (SourceStage stage = new SourceStage(platform, database, folder)) {
            String base = "http://127.0.0.1:9/v0/hooks/" + platform.slug() + "/";
            assertThat(stage.source().listen(stage.access(), base + "one")).isTrue();
            String hooks = stage.simulator.office("hooks");
            assertThat(hooks).isEqualTo("4");
            assertThat(stage.source().listen(stage.access(), base + "two")).isTrue();
            assertThat(stage.simulator.office("hooks")).isEqualTo(hooks);

            stage.source().leave(stage.access(), base + "two");

            assertThat(stage.simulator.office("hooks")).isEqualTo("0");
        }
    }

    private void play(String fault, Platform platform, Guard off) {
        try (SourceStage stage = new SourceStage(platform, database, folder)) {
            stage.off = off;
            if (off != Guard.NONE) {
                stage.with(source -> new Unguarded(source, off));
            }
            playOf(fault).check.accept(stage);
        }
    }

    private static Play playOf(String fault) {
        return Objects.requireNonNull(PLAYS.get(fault), fault);
    }

    private static List<Line> lines() {
        try (InputStream in = SourceFaultsTest.class.getResourceAsStream("/faults/sources.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(it -> !it.isBlank() && !it.startsWith("#"))
                    .map(it -> it.split(" \\| ", -1))
                    .map(it -> new Line(it[0], platforms(it[1])))
                    .toList();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// Product feeds are read by another test: they have no list and no calls.
    private static List<Platform> platforms(String words) {
        List<Platform> platforms = new ArrayList<>();
        for (String word : words.split(", ", -1)) {
            switch (word) {
                case "rest" -> platforms.addAll(REST);
                case "hooks" -> platforms.addAll(HOOKS);
                default -> Platform.ofSlug(word).filter(REST::contains).ifPresent(platforms::add);
            }
        }
        return platforms;
    }

    private static final Map<String, Play> PLAYS = plays();

    private static Map<String, Play> plays() {
        Map<String, Play> plays = new LinkedHashMap<>();
        plays.put("busy-with-seconds", waiting("kind=status&status=429&retry=7", 7));
        plays.put("busy-with-date", waiting("kind=status&status=429&retry=date:40", 40));
        plays.put("busy-without-word", waiting("kind=status&status=429", 30));
        plays.put("maintenance", waiting("kind=status&status=503&retry=120", 120));
        plays.put("breaks-down", failing("kind=status&status=500", "platform_error"));
        plays.put("proxy-page", failing("kind=status&status=502", "platform_error"));
        plays.put("truncated-body", failing("kind=truncated", "store_unreachable"));
        plays.put("truncated-json", failing("kind=half", "platform_error"));
        plays.put("no-json", failing("kind=page", "platform_error"));
        plays.put("empty-answer", failing("kind=empty", "platform_error"));
        plays.put("hangs-up", failing("kind=hangup", "store_unreachable"));
        plays.put("stalls", failing("kind=stall", "store_unreachable"));
        plays.put("broken-zip", failing("kind=zip", "store_unreachable"));
        plays.put("sends-elsewhere", failing("kind=redirect&to=/elsewhere", "platform_error"));
        plays.put("too-large", failing("kind=large", "platform_error"));

        plays.put("revoked", new Play(Guard.GIVES_UP, stage -> lost(stage, "401", "invalid_credentials")));
        plays.put("forbidden", new Play(Guard.GIVES_UP, stage -> lost(stage, "403", "insufficient_permissions")));
        plays.put("token-ended", new Play(Guard.RENEWS, stage -> {
            stage.ahead(Duration.ofMinutes(57));
            stage.run();
            whole(stage);
            assertThat(stage.simulator.asked(token(stage))).isGreaterThanOrEqualTo(1);
        }));
        plays.put("renewal-breaks-down", new Play(Guard.HOLDS_ON, stage -> {
            stage.ahead(Duration.ofMinutes(57));
            stage.simulator.fault("kind=status&status=500&path=" + encoded(token(stage)));
            stage.run();
            assertThat(stage.row().status()).isEqualTo(Connection.Status.ACTIVE);
            stage.run();
            whole(stage);
        }));
        plays.put("renewal-refused", new Play(Guard.GIVES_UP, stage -> {
            stage.ahead(Duration.ofMinutes(57));
            stage.simulator.fault("kind=status&status=400&times=9&path=" + encoded(token(stage)));
            stage.run();
            assertThat(stage.row().status()).isEqualTo(Connection.Status.ERROR);
            assertThat(stage.row().failure().map(Connection.Failure::code)).contains("invalid_credentials");
        }));
        plays.put("token-ends-early", new Play(Guard.RENEWS, stage -> {
            stage.simulator.office("expire");
            stage.run();
            whole(stage);
        }));
        plays.put("clock-behind", new Play(Guard.MINDS_THE_CLOCK, stage -> changedIsRead(stage, TWO_HOURS)));
        plays.put("clock-ahead", new Play(Guard.ASKS_AGAIN, stage -> {
            changedIsRead(stage, TWO_HOURS.negated());
            stage.simulator.fault("kind=status&status=500&path=" + encoded(list(stage)));
            stage.run();
            assertThat(stage.row().failure()).isPresent();
        }));

        plays.put("page-repeats", new Play(Guard.ASKS_AGAIN, stage -> {
            fault(stage, "kind=page-repeats&after=1");
            stage.run();
            assertThat(stage.row().failure().map(Connection.Failure::code)).contains("platform_error");
            stage.run();
            whole(stage);
        }));
        plays.put("page-shrinks", new Play(Guard.STEPS_BACK, stage -> {
            fault(stage, "kind=page-shrinks&after=1");
            stage.run();
            assertThat(stage.live().keySet()).hasSameSizeAs(stage.simulator.units());
        }));
        plays.put("page-grows", new Play(Guard.NAMES_ITEMS_ONCE, stage -> {
            stage.simulator.gone(stage.simulator.units().getFirst());
            fault(stage, "kind=page-grows&after=1");
            stage.run();
            long known = stage.shown();
            stage.ahead(Duration.ofDays(2));
            stage.run();
            assertThat(stage.shown()).isEqualTo(stage.simulator.units().size()).isLessThanOrEqualTo(known + 1);
            assertThat(stage.live().keySet()).hasSameSizeAs(stage.simulator.units());
        }));
        plays.put("short-page", new Play(Guard.ENDS_BY_TOTAL, stage -> {
            fault(stage, "kind=short-page&times=99");
            stage.run();
            whole(stage);
        }));
        plays.put("empty-page", new Play(Guard.ASKS_AGAIN, stage -> {
            fault(stage, "kind=empty-page&after=1");
            stage.run();
            stage.run();
            whole(stage);
        }));
        plays.put("no-total", new Play(Guard.GOES_ON_WITHOUT_TOTAL, stage -> {
            fault(stage, "kind=no-total&times=99");
            stage.run();
            whole(stage);
        }));
        plays.put("cursor-forgotten", new Play(Guard.BEGINS_AGAIN, stage -> {
            fault(stage, "kind=cursor-forgotten");
            stage.run();
            whole(stage);
        }));
        plays.put("thing-without-id", new Play(Guard.SKIPS_THE_BROKEN, stage -> {
            fault(stage, "kind=thing-without-id&after=1");
            stage.run();
            whole(stage);
        }));
        plays.put("thing-of-wrong-shape", new Play(Guard.SKIPS_THE_BROKEN, stage -> {
            fault(stage, "kind=thing-of-wrong-shape&after=1");
            stage.run();
            whole(stage);
        }));
        plays.put("empty-list", new Play(Guard.GOES_ON_WITHOUT_TOTAL, stage -> {
            stage.run();
            whole(stage);
            stage.ahead(Duration.ofDays(2));
            fault(stage, "kind=empty-list&times=9");
            stage.run();
            whole(stage);
        }));

        plays.put("killed-between-pages", new Play(Guard.GOES_ON_WITHOUT_TOTAL, stage -> {
            killedAt(stage, 2, false);
            stage.run();
            whole(stage);
            assertThat(stage.simulator.asked(list(stage))).isLessThanOrEqualTo(4);
        }));
        plays.put("killed-within-page", new Play(Guard.GOES_ON_WITHOUT_TOTAL, stage -> {
            killedAt(stage, 2, true);
            stage.run();
            whole(stage);
            assertThat(stage.simulator.asked(list(stage))).isLessThanOrEqualTo(5);
        }));
        return hooks(plays);
    }

    private static Map<String, Play> hooks(Map<String, Play> plays) {
        plays.put("hook-twice", new Play(Guard.KNOWS_REPETITIONS, stage -> {
            Ware first = thing(stage, 0);
            assertThat(stage.told(call(stage, first, "c1", "1.00"))).isTrue();
            assertThat(stage.told(call(stage, first, "c1", "1.00"))).isTrue();
            stage.simulator.forgetLog();
            stage.hear();
            assertThat(stage.simulator.asked(one(stage))).isEqualTo(1);
            whole(stage);
        }));
        plays.put("hook-out-of-order", new Play(Guard.ASKS_THE_STORE, stage -> {
            Ware first = thing(stage, 0);
            stage.simulator.price(first.unit, "77.70");
            stage.told(call(stage, first, "c2", "77.70"));
            stage.told(call(stage, first, "c1", "55.50"));
            stage.hear();
            assertThat(price(stage, first)).isEqualTo(7_770);
        }));
        plays.put("hook-forged", new Play(Guard.CHECKS_SIGNATURES, stage -> {
            Ware first = thing(stage, 0);
            Source.Call genuine = call(stage, first, "c1", "1.00");
            stage.simulator.forgetLog();
            assertThat(stage.told(new Source.Call(genuine.topic(), genuine.headers(), genuine.body() + " ")))
                    .isFalse();
            assertThat(stage.told(new Source.Call(genuine.topic(), Map.of(), genuine.body())))
                    .isFalse();
            assertThat(stage.simulator.asked(one(stage))).isZero();
        }));
        plays.put("hook-cut", new Play(Guard.DROPS_NONSENSE, stage -> {
            Ware first = thing(stage, 0);
            stage.simulator.price(first.unit, "77.70");
            assertThat(stage.told(signed(stage, "{\"id\":" + first.id + ",\"na", "c1")))
                    .isTrue();
            assertThat(stage.told(call(stage, first, "c2", "77.70"))).isTrue();
            stage.hear();
            assertThat(price(stage, first)).isEqualTo(7_770);
        }));
        plays.put("hook-while-down", new Play(Guard.HEARS_LATER, stage -> {
            Ware first = thing(stage, 0);
            stage.simulator.price(first.unit, "77.70");
            stage.told(call(stage, first, "c1", "77.70"));
            stage.simulator.fault("kind=status&status=500&path=" + encoded(one(stage)));
            assertThat(stage.hear()).isInstanceOf(Job.Next.At.class);
            stage.ahead(Duration.ofMinutes(10));
            stage.hear();
            assertThat(price(stage, first)).isEqualTo(7_770);
        }));
        plays.put("hook-holds-up", new Play(Guard.HEARS_THE_OTHERS, stage -> {
            Ware first = thing(stage, 0);
            Ware second = thing(stage, 1);
            stage.simulator.price(second.unit, "77.70");
            stage.simulator.fault("kind=status&status=500&times=99&path=.*" + first.id + ".*");
            stage.told(call(stage, first, "c1", "1.00"));
            stage.told(call(stage, second, "c2", "77.70"));
            stage.hear();
            assertThat(price(stage, second)).isEqualTo(7_770);
        }));
        plays.put("hook-without-id", new Play(Guard.TELLS_CALLS_APART, stage -> {
            Ware first = thing(stage, 0);
            Ware second = thing(stage, 1);
            stage.simulator.price(first.unit, "77.70");
            stage.simulator.price(second.unit, "88.80");
            stage.told(call(stage, first, "", "77.70"));
            stage.told(call(stage, second, "", "88.80"));
            stage.hear();
            assertThat(price(stage, first)).isEqualTo(7_770);
            assertThat(price(stage, second)).isEqualTo(8_880);
        }));
        plays.put("hook-in-a-run", new Play(Guard.KEEPS_WHAT_WAS_TOLD, stage -> {
            Ware first = thing(stage, 0);
            stage.ahead(Duration.ofDays(2));
            stage.with(source -> new Unguarded(source, Guard.NONE) {
                private boolean done;

                @Override
                public Pulled pull(
                        Access access, Optional<Instant> since, Optional<String> place, Consumer<List<Thing>> out) {
                    Pulled pulled = super.pull(access, since, place, out);
                    if (!done) {
                        done = true;
                        stage.simulator.price(first.unit, "77.70");
                        stage.told(call(stage, first, "c1", "77.70"));
                        stage.hear();
                        if (stage.off == Guard.KEEPS_WHAT_WAS_TOLD) {
                            stage.items.forgetTold(
                                    stage.merchant.id(),
                                    stage.platform,
                                    stage.now().plusSeconds(1));
                        }
                    }
                    return pulled;
                }
            });
            stage.run();
            assertThat(price(stage, first)).isEqualTo(7_770);
        }));
        plays.put("hooks-refused", new Play(Guard.CONNECTS_WITHOUT_HOOKS, stage -> {
            stage.simulator.fault("kind=status&status=403&times=99&path=.*webhooks.*");
            assertThat(stage.source().listen(stage.access(), "http://127.0.0.1:9/v0/hooks/x/y"))
                    .isFalse();
            stage.run();
            whole(stage);
        }));
        return plays;
    }

    /// The second page of the list is answered so; the third go reads to the end.
    private static Play waiting(String fault, int seconds) {
        return new Play(Guard.WAITS, stage -> {
            fault(stage, fault + "&after=1");
            Job.Next next = stage.run();
            assertThat(next)
                    .isInstanceOfSatisfying(
                            Job.Next.At.class,
                            at -> assertThat(at.due())
                                    .isCloseTo(stage.now().plusSeconds(seconds), within(5, ChronoUnit.SECONDS)));
            assertThat(stage.row().failure().map(Connection.Failure::code)).contains("platform_error");
            assertThat(stage.row().sync().nextSyncAt()).isPresent();
            stage.run();
            whole(stage);
        });
    }

    private static Play failing(String fault, String code) {
        return new Play(Guard.ASKS_AGAIN, stage -> {
            fault(stage, fault + "&after=1");
            assertThat(stage.run()).isInstanceOf(Job.Next.At.class);
            assertThat(stage.row().status()).isEqualTo(Connection.Status.ACTIVE);
            assertThat(stage.row().failure().map(Connection.Failure::code)).contains(code);
            stage.run();
            whole(stage);
        });
    }

    private static void lost(SourceStage stage, String status, String code) {
        stage.run();
        stage.ahead(Duration.ofDays(2));
        fault(stage, "kind=status&times=99&status=" + status);
        assertThat(stage.run()).isInstanceOf(Job.Next.Done.class);
        assertThat(stage.row().status()).isEqualTo(Connection.Status.ERROR);
        assertThat(stage.row().failure().map(Connection.Failure::code)).contains(code);
        assertThat(stage.shown()).isEqualTo(stage.simulator.units().size());
    }

    private static void changedIsRead(SourceStage stage, Duration ahead) {
        stage.ahead(ahead);
        stage.run();
        Simulator.Unit unit = stage.simulator.units().getFirst();
        stage.simulator.price(unit, "77.70");
        stage.run();
        assertThat(stage.at(unit).getFirst().shown().price().amount()).isEqualTo(7_770);
        whole(stage);
    }

    private static void whole(SourceStage stage) {
        assertThat(stage.shown()).as("shown").isEqualTo(stage.simulator.units().size());
        assertThat(stage.live()).as("read").hasSameSizeAs(stage.simulator.units());
        assertThat(stage.row().sync().state()).contains(Connection.Sync.State.LIVE);
        assertThat(stage.row().failure()).isEmpty();
    }

    private static void killedAt(SourceStage stage, int pull, boolean afterReading) {
        Source source = stage.source();
        stage.with(honest -> new Unguarded(source, Guard.NONE) {
            private int pulls;

            @Override
            public Pulled pull(
                    Access access, Optional<Instant> since, Optional<String> place, Consumer<List<Thing>> out) {
                pulls++;
                if (pulls == pull) {
                    if (afterReading) {
                        super.pull(access, since, place, out);
                    }
                    throw new IllegalStateException("killed");
                }
                return super.pull(access, since, place, out);
            }
        });
        assertThatThrownBy(stage::run).hasMessage("killed");
        stage.restart(source);
    }

    private static void fault(SourceStage stage, String query) {
        stage.simulator.fault(query + "&path=" + encoded(list(stage)));
    }

    private static String encoded(Pattern path) {
        return URLEncoder.encode(path.pattern(), StandardCharsets.UTF_8);
    }

    private static Pattern list(SourceStage stage) {
        return Pattern.compile(
                switch (stage.platform) {
                    case SHOPIFY -> "/admin/api/.*/products[.]json";
                    case WOOCOMMERCE -> "/wp-json/wc/v3/products(?=$|[?])";
                    case MAGENTO -> "/rest/V1/products(?=$|[?])";
                    default -> "/api/rest/v1/products-uuid";
                });
    }

    private static Pattern one(SourceStage stage) {
        return Pattern.compile(
                stage.platform == Platform.SHOPIFY ? "/admin/api/.*/products/.*" : "/wp-json/wc/v3/products/[0-9]*");
    }

    private static Pattern token(SourceStage stage) {
        return Pattern.compile(
                stage.platform == Platform.SHOPIFY ? "/admin/oauth/access_token" : "/api/oauth/v1/token");
    }

    /// A thing that is read, with the platform's number for it.
    private record Ware(String id, Simulator.Unit unit) {}

    /// After a first run.
    private static Ware thing(SourceStage stage, int place) {
        if (stage.shown() == 0) {
            stage.run();
        }
        Source.Pulled.Part part = (Source.Pulled.Part)
                stage.honest.pull(stage.access(), Optional.empty(), Optional.empty(), ignored -> {});
        return new Ware(part.things().get(place).id(), stage.simulator.units().get(place));
    }

    private static long price(SourceStage stage, Ware thing) {
        return stage.at(thing.unit).getFirst().shown().price().amount();
    }

    private static Source.Call call(SourceStage stage, Ware thing, String delivery, String price) {
        return signed(stage, "{\"id\":" + thing.id + ",\"price\":\"" + price + "\"}", delivery);
    }

    private static Source.Call signed(SourceStage stage, String body, String delivery) {
        return stage.platform == Platform.SHOPIFY
                ? new Source.Call(
                        "products/update",
                        Map.of(
                                "x-shopify-hmac-sha256",
                                Signature.of(SourceStage.APP_SECRET, body).base64(),
                                "x-shopify-shop-domain",
                                stage.simulator.origin().getRawAuthority(),
                                "x-shopify-webhook-id",
                                delivery),
                        body)
                : new Source.Call(
                        "product.updated",
                        Map.of(
                                "x-wc-webhook-signature",
                                Signature.of(SourceStage.HOOK_SECRET, body).base64(),
                                "x-wc-webhook-delivery-id",
                                delivery),
                        body);
    }
}
