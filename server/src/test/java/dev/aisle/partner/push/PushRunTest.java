package dev.aisle.partner.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.jobs.Job;
import dev.aisle.market.listing.SampleListing;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.connection.Connection.Sync.State;
import dev.aisle.partner.push.Outlet.Entry;
import dev.aisle.partner.push.Outlet.Tried;
import dev.aisle.partner.rule.RuleSet;
import dev.aisle.partner.rule.RuleText;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PushRunTest extends OnPushStage {

    private static final Pattern TELLING = Pattern.compile("(POST|DELETE) /(products|shopping)");

    private PushStage at(Platform platform) {
        return open('p', platform);
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void theFirstRunTellsEverythingAndGoesLive(Platform platform) {
        at(platform);
        stage.sell(stage.lamp("one"), stage.lamp("two"), stage.shoe("s", "8"), stage.shoe("m", "9"));
        stage.connect();

        Job.Next next = stage.tell();

        assertThat(stage.heldTitles())
                .containsExactlyInAnyOrder("Lamp one", "Lamp two", "Pace running shoe - 8", "Pace running shoe - 9");
        assertThat(stage.held()).allMatch(it -> it.getFirst().startsWith(stage.merchant.value() + "-"));
        assertThat(stage.held().stream().map(it -> it.get(3)).filter(it -> !it.isEmpty()))
                .hasSize(2);
        assertThat(stage.row().status()).isEqualTo(Connection.Status.ACTIVE);
        assertThat(stage.row().sync().state()).contains(State.LIVE);
        assertThat(stage.row().sync().itemsSynced()).isEqualTo(4);
        assertThat(next).isEqualTo(new Job.Next.At(stage.now().plus(PushRun.DAILY)));
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void onlyWhatChangedIsToldAgainAndWhatIsGoneIsRemoved(Platform platform) {
        at(platform);
        stage.sell(stage.lamp("one"), stage.lamp("two"), stage.lamp("three"));
        stage.connect();
        stage.tell();
        stage.simulator.forgetLog();
        stage.later(Duration.ofMinutes(1));

        stage.sell(stage.lamp("two").price(1234));
        stage.remove("three");
        stage.tell();

        assertThat(stage.heldTitles()).containsExactlyInAnyOrder("Lamp one", "Lamp two");
        assertThat(stage.held())
                .anyMatch(it -> it.get(2).contains("12340000") || it.get(2).equals("12.34"));
        assertThat(stage.simulator.asked(TELLING)).isEqualTo(platform == Platform.GOOGLE ? 2 : 1);
        assertThat(stage.row().sync().itemsSynced()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void nothingIsToldWhereNothingChanged(Platform platform) {
        at(platform);
        stage.sell(stage.lamp("one"), stage.lamp("two"));
        stage.connect();
        stage.tell();
        stage.simulator.forgetLog();

        stage.later(PushRun.DAILY);
        stage.tell();

        assertThat(stage.simulator.asked(TELLING)).isZero();

        stage.later(Duration.ofDays(20));
        stage.tell();

        assertThat(stage.simulator.asked(TELLING))
                .as("before it is forgotten there")
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void anItemThatIsRefusedIsShownWithRuleAndFieldAndTheOldOneIsTakenAway(Platform platform) {
        at(platform);
        stage.sell(stage.lamp("one"), stage.lamp("two"));
        stage.connect();
        stage.tell();
        stage.simulator.office("refuse?word=forbidden");

        stage.sell(stage.lamp("two").titled("A forbidden lamp"));
        stage.tell();

        assertThat(stage.heldTitles()).containsExactly("Lamp one");
        assertThat(stage.pushes.faults(stage.merchant, platform, 10))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.field()).isEqualTo("title");
                    assertThat(it.rule()).contains("invalid");
                    assertThat(it.change()).isNotBlank();
                    assertThat(it.item()).startsWith(stage.merchant.value());
                });
        assertThat(stage.row().sync().itemsFailed()).isEqualTo(1);
        stage.simulator.forgetLog();
        stage.pushes.again(stage.merchant, platform);
        stage.tell();
        assertThat(stage.simulator.asked(TELLING))
                .as("told again what was refused")
                .isZero();

        stage.sell(stage.lamp("two").titled("A good lamp"));
        stage.tell();

        assertThat(stage.heldTitles()).containsExactlyInAnyOrder("Lamp one", "A good lamp");
        assertThat(stage.pushes.faults(stage.merchant, platform, 10)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void whatPreflightLeavesOutIsNotToldAndShown(Platform platform) {
        at(platform);
        stage.sell(
                stage.lamp("one"),
                SampleListing.at(stage.merchant.value(), "bare")
                        .titled("Bare")
                        .brand("Lux")
                        .described("No picture."));
        stage.connect();
        stage.tell();

        assertThat(stage.heldTitles()).containsExactly("Lamp one");
        assertThat(stage.pushes.faults(stage.merchant, platform, 10))
                .extracting(Pushes.Fault::rule, Pushes.Fault::field)
                .containsExactly(org.assertj.core.api.Assertions.tuple("required", "image_link"));
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void aQuotaIsWaitedForAsLongAsItSays(Platform platform) {
        at(platform);
        stage.sell(stage.lamp("one"), stage.lamp("two"), stage.lamp("three"));
        stage.connect();
        stage.simulator.office("quota?calls=" + (platform == Platform.GOOGLE ? 2 : 0));
        stage.simulator.forgetLog();

        Job.Next next = stage.tell();

        assertThat(next).isEqualTo(new Job.Next.At(stage.now().plusSeconds(60)));
        assertThat(stage.held()).hasSize(platform == Platform.GOOGLE ? 2 : 0);
        assertThat(stage.row().sync().state()).contains(State.SYNCING);
        stage.simulator.forgetLog();
        assertThat(stage.tell()).as("asked before its time").isEqualTo(next);
        assertThat(stage.simulator.asked(Pattern.compile("^"))).isZero();

        stage.simulator.office("quota?calls=100");
        stage.later(Duration.ofMinutes(1));
        stage.tell();

        assertThat(stage.held()).hasSize(3);
        assertThat(stage.row().sync().state()).contains(State.LIVE);
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void aTokenThatEndsEarlyIsRenewed(Platform platform) {
        at(platform);
        stage.sell(stage.lamp("one"));
        stage.connect();
        stage.tell();
        stage.simulator.office("expire");

        stage.sell(stage.lamp("one").price(777));
        Job.Next next = stage.tell();
        assertThat(next).isEqualTo(new Job.Next.At(stage.now()));
        stage.tell();

        assertThat(stage.held().getFirst().get(2)).startsWith("7");
        assertThat(stage.row().sync().state()).contains(State.LIVE);
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void credentialsThatAreTakenBackEndTheConnectionUntilThereAreOthers(Platform platform) {
        at(platform);
        stage.sell(stage.lamp("one"));
        stage.connect();
        stage.tell();
        stage.simulator.office("shut");

        stage.sell(stage.lamp("one").price(777));
        stage.tell();

        assertThat(stage.row().status()).isEqualTo(Connection.Status.ERROR);
        assertThat(stage.row().failure().map(Connection.Failure::code)).contains("invalid_credentials");
        assertThat(stage.tell()).isEqualTo(new Job.Next.Done());
        assertThat(stage.tried(stage.secret())).isInstanceOf(Tried.Shut.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void aServerInTroubleIsAskedAgainLaterAndShownWhenItGoesOn(Platform platform) {
        at(platform);
        stage.sell(stage.lamp("one"));
        stage.connect();
        stage.simulator.fault("kind=status&status=503&times=100&path=/(products%7Cshopping).*");

        for (int time = 1; time <= 5; time++) {
            assertThat(stage.tell()).isInstanceOf(Job.Next.At.class);
            stage.later(Duration.ofMinutes(5));
        }

        assertThat(stage.row().status()).isEqualTo(Connection.Status.ACTIVE);
        assertThat(stage.row().sync().state()).contains(State.ERROR);
        stage.simulator.fault("kind=");
        stage.tell();
        assertThat(stage.heldTitles()).containsExactly("Lamp one");
        assertThat(stage.row().failure()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void whatTheFeedRulesSayIsTold(Platform platform) {
        at(platform);
        stage.sell(stage.lamp("one"), stage.lamp("two"));
        stage.connect();
        stage.tell();

        stage.rules.put(
                stage.merchant,
                platform,
                new RuleSet(List.of(
                        RuleText.parse("template title \"{brand}: {title}\""),
                        RuleText.parse("filter title contains two"))),
                "a test");
        stage.pushes.again(stage.merchant, platform);
        stage.tell();

        assertThat(stage.heldTitles()).containsExactly("Lux: Lamp one");
        assertThat(stage.pushes.faults(stage.merchant, platform, 10))
                .extracting(Pushes.Fault::rule)
                .containsExactly("filtered");
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void aKillBetweenTellingAndKeepingCostsOnePartToldTwice(Platform platform) {
        at(platform);
        SampleListing[] many =
                IntStream.range(0, 12).mapToObj(it -> stage.lamp("no-" + it)).toArray(SampleListing[]::new);
        stage.sell(many);
        stage.connect();
        KilledOutlet killed = new KilledOutlet(stage.outlet);
        stage.with(killed);
        org.assertj.core.api.Assertions.assertThatThrownBy(stage::tell).hasMessage("killed");

        stage.with(new KilledOutlet(stage.outlet, killed.told, Integer.MAX_VALUE));
        stage.tell();

        assertThat(stage.held()).hasSize(12);
        assertThat(killed.told).hasSize(12 + KilledOutlet.PART);
        assertThat(stage.row().sync().itemsSynced()).isEqualTo(12);
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void halfOfTheProductsGoneAtOnceIsHeldBackForADay(Platform platform) {
        at(platform);
        String[] items = IntStream.range(0, 12).mapToObj(it -> "no-" + it).toArray(String[]::new);
        stage.sell(java.util.Arrays.stream(items).map(stage::lamp).toArray(SampleListing[]::new));
        stage.connect();
        stage.tell();

        stage.remove(java.util.Arrays.copyOf(items, 9));
        stage.tell();

        assertThat(stage.held()).hasSize(12);
        assertThat(stage.row().sync().state()).contains(State.ERROR);

        stage.later(PushRun.DAILY);
        stage.tell();

        assertThat(stage.held()).hasSize(3);
        assertThat(stage.row().sync().state()).contains(State.LIVE);
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void credentialsAreTriedBeforeTheyAreKept(Platform platform) {
        at(platform);

        assertThat(stage.tried(stage.secret())).isInstanceOf(Tried.Open.class);
        for (Entry entry : stage.outlet.entries()) {
            if (entry.needed()) {
                assertThat(stage.tried(stage.secret().with(entry.name(), "wrong")))
                        .as(entry.name())
                        .isInstanceOf(Tried.Shut.class);
            }
        }
        if (platform == Platform.GOOGLE) {
            stage.simulator.office("files");
            assertThat(stage.tried(stage.secret()))
                    .isInstanceOfSatisfying(
                            Tried.Shut.class, it -> assertThat(it.code()).isEqualTo("insufficient_permissions"));
        }
    }
}
