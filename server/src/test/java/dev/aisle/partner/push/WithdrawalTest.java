package dev.aisle.partner.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aisle.base.jobs.Job;
import dev.aisle.market.listing.SampleListing;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.credentials.Secret;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a destination was told is taken back after the merchant ended it.
class WithdrawalTest extends OnPushStage {

    private static final Pattern ANY = Pattern.compile("^");
    private static final int MANY = 12;

    private void at(Platform platform) {
        open('w', platform);
        stage.sell(
                IntStream.range(0, MANY).mapToObj(it -> stage.lamp("no-" + it)).toArray(SampleListing[]::new));
        stage.connect();
    }

    private void nothingIsLeft() {
        assertThat(stage.held()).isEmpty();
        assertThat(stage.pushes.leaving(stage.merchant, stage.platform)).isEmpty();
        assertThat(stage.credentials.find(stage.merchant, stage.platform)).isEmpty();
        assertThat(stage.row().status()).isEqualTo(Connection.Status.DISCONNECTED);
        stage.simulator.forgetLog();
        assertThat(stage.tell()).isEqualTo(new Job.Next.Done());
        assertThat(stage.simulator.asked(ANY)).as("spoken to after all").isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void afterADisconnectTheDestinationHasNothing(Platform platform) {
        at(platform);
        stage.tell();
        assertThat(stage.held()).hasSize(MANY);

        stage.disconnect();
        stage.sell(stage.lamp("one-more"));
        stage.tell();

        nothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void theDestinationsPaceIsKept(Platform platform) {
        at(platform);
        stage.tell();
        stage.simulator.office("quota?calls=" + (platform == Platform.GOOGLE ? 5 : 0));
        stage.disconnect();

        Job.Next next = stage.tell();

        assertThat(next).isEqualTo(new Job.Next.At(stage.now().plusSeconds(60)));
        assertThat(stage.held()).hasSize(platform == Platform.GOOGLE ? MANY - 5 : MANY);
        stage.simulator.forgetLog();
        assertThat(stage.tell()).as("asked before its time").isEqualTo(next);
        assertThat(stage.simulator.asked(ANY)).isZero();

        stage.simulator.office("quota?calls=100");
        stage.later(Duration.ofMinutes(1));
        stage.tell();

        nothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void aKillCostsOnePartAskedForTwice(Platform platform) {
        at(platform);
        stage.tell();
        stage.disconnect();
        KilledOutlet killed = new KilledOutlet(stage.outlet);
        stage.with(killed);
        assertThatThrownBy(stage::tell).hasMessage("killed");

        stage.with(new KilledOutlet(stage.outlet, killed.told, Integer.MAX_VALUE));
        stage.tell();

        assertThat(killed.told).hasSize(MANY + KilledOutlet.PART);
        nothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void whatWasToldAndNotKeptBeforeAKillIsWithdrawnToo(Platform platform) {
        at(platform);
        stage.with(new KilledOutlet(stage.outlet));
        assertThatThrownBy(stage::tell).hasMessage("killed");
        assertThat(stage.held()).hasSize(2 * KilledOutlet.PART);
        KilledOutlet next = new KilledOutlet(stage.outlet, new java.util.ArrayList<>(), Integer.MAX_VALUE);
        stage.with(next);

        stage.disconnect();
        stage.tell();

        assertThat(next.told).as("what was never told is left alone").hasSize(2 * KilledOutlet.PART);
        nothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void aMerchantWhoEndsItWhileItIsToldLeavesNothing(Platform platform) {
        at(platform);
        stage.with(new KilledOutlet(stage.outlet) {
            private boolean ended;

            @Override
            public Told tell(Account account, List<Change> changes) {
                if (!ended) {
                    ended = true;
                    stage.disconnect();
                }
                return stage.outlet.tell(account, changes);
            }
        });

        assertThat(stage.tell()).isEqualTo(new Job.Next.At(stage.now()));
        assertThat(stage.held()).hasSize(KilledOutlet.PART);
        stage.tell();

        nothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void aMerchantWhoComesBackHasWhatIsSoldNow(Platform platform) {
        at(platform);
        stage.tell();
        stage.disconnect();
        stage.remove("no-0", "no-1");

        stage.connect();
        stage.tell();

        assertThat(stage.held()).hasSize(MANY - 2);
        assertThat(stage.heldTitles()).doesNotContain("Lamp no-0", "Lamp no-1");
        assertThat(stage.row().sync().itemsSynced()).isEqualTo(MANY - 2);
        assertThat(stage.credentials.find(stage.merchant, platform)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void accessThatIsTakenBackOrADestinationThatForgetsEndsIt(Platform platform) {
        at(platform);
        stage.tell();
        stage.simulator.office("shut");
        stage.disconnect();

        assertThat(stage.tell()).isEqualTo(new Job.Next.Done());
        assertThat(stage.credentials.find(stage.merchant, platform)).isEmpty();

        stage.close();
        at(platform);
        stage.tell();
        stage.disconnect();
        stage.later(Withdrawal.LONGEST.plusSeconds(1));
        stage.simulator.forgetLog();

        assertThat(stage.tell()).isEqualTo(new Job.Next.Done());
        assertThat(stage.simulator.asked(ANY)).isZero();
        assertThat(stage.credentials.find(stage.merchant, platform)).isEmpty();
    }

    /// Another account of the merchant's, which lets us in as well.
    private boolean openElsewhere(String entry) {
        return stage.open(stage.secret().with(entry, "elsewhere"));
    }

    @ParameterizedTest
    @CsvSource({"GOOGLE, account", "GOOGLE, data_source", "GOOGLE, feed_label", "MICROSOFT, store", "MICROSOFT, catalog"
    })
    void anotherAccountIsRefusedUntilNothingIsLeftInTheOneBefore(Platform platform, String entry) {
        at(platform);
        stage.tell();
        Secret before = stage.credentials.find(stage.merchant, platform).orElseThrow();

        assertThat(openElsewhere(entry)).as("while it is told").isFalse();
        stage.disconnect();
        assertThat(openElsewhere(entry)).as("while it is withdrawn").isFalse();
        assertThat(stage.credentials.find(stage.merchant, platform)).contains(before);
        stage.tell();

        nothingIsLeft();
        assertThat(openElsewhere(entry)).as("after that").isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void otherCredentialsOfTheSameAccountAreTaken(Platform platform) {
        at(platform);
        stage.tell();

        stage.connect();
        stage.tell();

        assertThat(stage.held()).hasSize(MANY);
        assertThat(stage.row().sync().state()).contains(Connection.Sync.State.LIVE);
    }
}
