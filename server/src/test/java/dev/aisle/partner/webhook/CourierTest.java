package dev.aisle.partner.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.http.FetchAllow;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.ids.Ulid;
import dev.aisle.base.jobs.Job;
import dev.aisle.base.jobs.Jobs;
import dev.aisle.market.partner.PartnerId;
import dev.aisle.partner.credentials.Credentials;
import dev.aisle.partner.credentials.KeptSecrets;
import dev.aisle.partner.credentials.SealingKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against a real receiver on loopback; the clock is moved by hand.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CourierTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Instant now = NOON;
    private int listeners;
    private Database database;
    private Jobs jobs;
    private SealingKeys keys;
    private Webhooks webhooks;
    private Notices notices;
    private Receiver receiver;
    private OutsideHttp outside;
    private Courier courier;
    private Listener listener;
    private Webhook webhook;

    @BeforeAll
    void open(@TempDir Path folder) {
        database = TestDatabase.fresh();
        jobs = new Jobs(database.db());
        keys = new SealingKeys(folder.resolve("sealing.key"));
        Ulid ids = new Ulid(() -> now);
        webhooks = new Webhooks(database.db(), () -> now, ids, new KeptSecrets(database.db(), keys));
        notices = new Notices(database.db(), jobs, () -> now, ids);
    }

    @BeforeEach
    void listen() {
        now = NOON;
        receiver = new Receiver();
        outside = new OutsideHttp(FetchAllow.of(List.of(receiver.authority())), "Test", Duration.ofSeconds(5));
        courier = new Courier(database.db(), webhooks, notices, outside::send, () -> now);
        listener = Listener.of(new PartnerId("partner" + listeners++));
        Webhooks.Added added = webhooks.add(listener, receiver.url()).orElseThrow();
        webhook = added.webhook();
        receiver.knows(added.secret());
    }

    @AfterEach
    void hangUp() {
        outside.close();
        receiver.close();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aNoticeArrivesSignedUnderItsIdAndOnce() {
        notices.tell(listener, "sync.completed", "{\"type\":\"sync.completed\",\"name\":\"Käse\"}");

        assertThat(jobs.due(Courier.DELIVER, webhook.id())).contains(now);
        assertThat(courier.deliver(webhook.id())).isEqualTo(new Job.Next.Done());
        courier.deliver(webhook.id());

        assertThat(receiver.calls()).singleElement().satisfies(call -> {
            assertThat(call.genuine()).isTrue();
            assertThat(call.id()).startsWith("msg_");
            assertThat(call.timestamp()).isEqualTo(now.getEpochSecond());
            assertThat(call.body()).contains("Käse");
        });
        assertThat(state().deliveredAt()).contains(now);
    }

    @Test
    void noticesArriveInTheOrderInWhichTheyWereTold() {
        for (int i = 0; i < 20; i++) {
            notices.tell(listener, "n", "{\"n\":" + i + "}");
        }

        courier.deliver(webhook.id());

        assertThat(receiver.calls().stream().map(Receiver.Call::body))
                .containsExactlyElementsOf(IntStream.range(0, 20)
                        .mapToObj(i -> "{\"n\":" + i + "}")
                        .toList());
    }

    @Test
    void whatFailsIsTriedOnTheRecommendedScheduleForThreeDaysUnderTheSameId() {
        receiver.answers(500);
        notices.tell(listener, "n", "{}");

        for (Duration wait : Courier.WAITS) {
            assertThat(courier.deliver(webhook.id())).isEqualTo(new Job.Next.At(now.plus(wait)));
            now = now.plus(wait).minusMillis(1);
            int before = receiver.calls().size();
            courier.deliver(webhook.id());
            assertThat(receiver.calls()).hasSize(before);
            now = now.plusMillis(1);
        }
        assertThat(courier.deliver(webhook.id())).isEqualTo(new Job.Next.Done());

        assertThat(receiver.calls()).hasSize(Courier.WAITS.size() + 1);
        assertThat(receiver.calls().stream().map(Receiver.Call::id).distinct()).hasSize(1);
        assertThat(receiver.calls().stream().map(Receiver.Call::timestamp).distinct())
                .hasSize(Courier.WAITS.size() + 1);
        assertThat(receiver.calls()).allMatch(Receiver.Call::genuine);
        assertThat(Duration.between(NOON, now)).isGreaterThan(Duration.ofDays(3));
        assertThat(notices.backlog(webhook)).isEqualTo(new Notices.Backlog(0, 1));
        assertThat(state().state()).isEqualTo(Webhook.State.DISABLED);
        assertThat(state().trouble()).contains("It answered 500.");
    }

    @Test
    void aWebhookThatComesBackIsWhole() {
        receiver.answers(503);
        notices.tell(listener, "n", "{}");
        courier.deliver(webhook.id());
        assertThat(state().state()).isEqualTo(Webhook.State.FAILING);

        receiver.answers(200);
        now = now.plus(Courier.WAITS.getFirst());
        courier.deliver(webhook.id());

        assertThat(state().state()).isEqualTo(Webhook.State.ACTIVE);
        assertThat(state().trouble()).isEmpty();
        assertThat(notices.backlog(webhook)).isEqualTo(new Notices.Backlog(0, 0));
    }

    @Test
    void whatIsToldWhileItIsDisabledWaitsForAReplay() {
        receiver.answers(410);
        notices.tell(listener, "n", "{\"n\":1}");
        courier.deliver(webhook.id());
        assertThat(state().state()).isEqualTo(Webhook.State.DISABLED);

        notices.tell(listener, "n", "{\"n\":2}");
        now = now.plus(Duration.ofDays(2));
        courier.deliver(webhook.id());
        assertThat(receiver.calls()).hasSize(1);

        receiver.answers(200);
        assertThat(notices.replay(webhook, Optional.empty(), webhooks)).isEqualTo(2);
        courier.deliver(webhook.id());

        assertThat(receiver.calls().stream().skip(1).map(Receiver.Call::body))
                .containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(state().state()).isEqualTo(Webhook.State.ACTIVE);
    }

    @Test
    void whatArrivedIsReplayedFromAMomentOnUnderItsOldId() {
        notices.tell(listener, "n", "{\"n\":1}");
        courier.deliver(webhook.id());
        now = now.plusSeconds(60);
        notices.tell(listener, "n", "{\"n\":2}");
        courier.deliver(webhook.id());

        assertThat(notices.replay(webhook, Optional.of(NOON.plusSeconds(1)), webhooks))
                .isEqualTo(1);
        courier.deliver(webhook.id());

        assertThat(receiver.calls()).hasSize(3);
        assertThat(receiver.calls().get(2).id())
                .isEqualTo(receiver.calls().get(1).id());
    }

    @Test
    void severalFailuresInARowLeaveItAloneForAWhile() {
        receiver.answers(500);
        for (int i = 0; i < 50; i++) {
            notices.tell(listener, "n", "{}");
        }

        Job.Next next = courier.deliver(webhook.id());
        courier.deliver(webhook.id());

        assertThat(receiver.calls()).hasSize(3);
        assertThat(next).isEqualTo(new Job.Next.At(now.plusSeconds(30)));
    }

    @Test
    void oneThatFailsDoesNotHoldUpTheOthers() {
        receiver.answers(500);
        notices.tell(listener, "n", "{\"n\":1}");
        courier.deliver(webhook.id());
        receiver.answers(200);
        notices.tell(listener, "n", "{\"n\":2}");

        courier.deliver(webhook.id());
        now = now.plusSeconds(5);
        courier.deliver(webhook.id());

        assertThat(receiver.calls().stream().map(Receiver.Call::body))
                .containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":1}");
    }

    @Test
    void aReceiverThatAsksForPatienceGetsIt() {
        receiver.answers(429, "3600");
        notices.tell(listener, "n", "{}");

        assertThat(courier.deliver(webhook.id())).isEqualTo(new Job.Next.At(now.plusSeconds(3600)));
    }

    @ParameterizedTest
    @CsvSource({"200, true", "299, true", "301, false", "404, false"})
    void onlyTwoHundredsCount(int status, boolean arrived) {
        receiver.answers(status);
        notices.tell(listener, "n", "{}");
        courier.deliver(webhook.id());

        assertThat(notices.backlog(webhook).waiting()).isEqualTo(arrived ? 0 : 1);
    }

    @Test
    void whatIsToldInATransactionThatFailsWasNeverTold() {
        try {
            database.db().transact(() -> {
                notices.tell(listener, "n", "{}");
                throw new IllegalStateException("the fact did not come about");
            });
        } catch (IllegalStateException expected) {
            // as planned
        }
        courier.deliver(webhook.id());

        assertThat(receiver.calls()).isEmpty();
    }

    @Test
    void aWebhookWithinIsNotCalled() {
        Webhooks.Added inside =
                webhooks.add(listener, URI.create("https://10.0.0.1/hooks")).orElseThrow();
        notices.tell(listener, "n", "{}");

        courier.deliver(inside.webhook().id());

        assertThat(webhooks.find(inside.webhook().id()).orElseThrow().trouble().orElse(""))
                .contains("10.0.0.1");
    }

    @Test
    void theSecretIsShownOnceAndKeptSealed() {
        Webhooks.Added added =
                webhooks.add(listener, URI.create("https://example.com/hooks")).orElseThrow();

        assertThat(added.secret()).matches("whsec_[A-Za-z0-9+/]{43}=");
        String key = added.secret().substring("whsec_".length());
        for (String table : List.of("webhooks", "kept_secrets", "notices", "sendings")) {
            assertThat(database.db().list("select t::text as row from " + table + " t", row -> row.text("row")))
                    .noneMatch(row -> row.contains(key))
                    .noneMatch(row -> row.contains(hex(added.secret())));
        }
    }

    @Test
    void aFreshSealingKeyLeavesWebhooksWorking() {
        new Credentials(database.db(), keys).rekey();
        notices.tell(listener, "n", "{}");

        courier.deliver(webhook.id());

        assertThat(receiver.calls()).singleElement().matches(Receiver.Call::genuine);
    }

    @Test
    void aRemovedWebhookIsForgottenWithWhatWasOnItsWay() {
        notices.tell(listener, "n", "{}");

        assertThat(webhooks.remove(Listener.of(new PartnerId("another")), webhook.id()))
                .isFalse();
        assertThat(webhooks.remove(listener, webhook.id())).isTrue();
        assertThat(courier.deliver(webhook.id())).isEqualTo(new Job.Next.Done());
        assertThat(receiver.calls()).isEmpty();
        assertThat(webhooks.list(listener)).isEmpty();
    }

    @Test
    void noticesAreForgottenAfterAMonth() {
        notices.tell(listener, "n", "{}");
        courier.deliver(webhook.id());
        now = now.plus(Notices.KEPT).plusSeconds(1);
        courier.deliver(webhook.id());

        assertThat(notices.replay(webhook, Optional.of(NOON), webhooks)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "https://partner.example/hooks, true",
        "https://partner.example/hooks?team=7, true",
        "http://partner.example/hooks, false",
        "http://127.0.0.1:9999/hooks, true",
        "ftp://partner.example/hooks, false",
        "https://user:pw@partner.example/hooks, false",
        "https://partner.example/hooks#a, false",
        "not a url, false",
        "https:///hooks, false"
    })
    void anAddressIsPlainHttpsUnlessOnTheDevelopmentAllowlist(String url, boolean good) {
        assertThat(Webhooks.mistakeIn(url, FetchAllow.of(List.of("127.0.0.1:9999")))
                        .isEmpty())
                .isEqualTo(good);
    }

    private Webhook state() {
        return webhooks.find(webhook.id()).orElseThrow();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
