package dev.aisle.partner;

import static dev.aisle.partner.FaultPlay.encoded;
import static dev.aisle.partner.FaultPlay.fault;
import static dev.aisle.partner.FaultPlay.list;
import static dev.aisle.partner.FaultPlay.rowSays;
import static dev.aisle.partner.FaultPlay.token;
import static dev.aisle.partner.FaultPlay.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aisle.base.jobs.Job;
import dev.aisle.partner.FaultPlay.Defect;
import dev.aisle.partner.Unguarded.Guard;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The faults of answers, access, lists and runs.
final class RunFaults {

    private static final int PAGES = 3;
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private RunFaults() {}

    static Map<String, FaultPlay> plays() {
        Map<String, FaultPlay> plays = new LinkedHashMap<>();
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

        plays.put(
                "revoked",
                new FaultPlay(Guard.GIVES_UP, Defect.WRONG_TIME, stage -> lost(stage, "401", "invalid_credentials")));
        plays.put(
                "forbidden",
                new FaultPlay(
                        Guard.GIVES_UP, Defect.WRONG_TIME, stage -> lost(stage, "403", "insufficient_permissions")));
        plays.put("token-ended", new FaultPlay(Guard.RENEWS, Defect.WRONG_TIME, stage -> {
            stage.ahead(Duration.ofMinutes(57));
            stage.run();
            whole(stage);
            assertThat(stage.simulator.asked(token(stage)))
                    .as(Defect.WRONG_TIME.name())
                    .isGreaterThanOrEqualTo(1);
        }));
        plays.put("renewal-breaks-down", new FaultPlay(Guard.HOLDS_ON, Defect.WRONG_STATUS, stage -> {
            stage.ahead(Duration.ofMinutes(57));
            stage.simulator.fault("kind=status&status=500&path=" + encoded(token(stage)));
            stage.run();
            assertThat(stage.row().status()).as(Defect.WRONG_STATUS.name()).isEqualTo(Connection.Status.ACTIVE);
            stage.run();
            whole(stage);
        }));
        plays.put("renewal-refused", new FaultPlay(Guard.GIVES_UP, Defect.WRONG_STATUS, stage -> {
            stage.ahead(Duration.ofMinutes(57));
            stage.simulator.fault("kind=status&status=400&times=9&path=" + encoded(token(stage)));
            stage.run();
            assertThat(stage.row().status()).as(Defect.WRONG_STATUS.name()).isEqualTo(Connection.Status.ERROR);
            rowSays(stage, "invalid_credentials");
        }));
        plays.put("token-ends-early", new FaultPlay(Guard.RENEWS, Defect.LOST, stage -> {
            stage.simulator.office("expire");
            stage.run();
            whole(stage);
        }));
        plays.put(
                "clock-behind",
                new FaultPlay(Guard.MINDS_THE_CLOCK, Defect.STALE, stage -> changedIsRead(stage, TWO_HOURS)));
        plays.put("clock-ahead", new FaultPlay(Guard.ASKS_AGAIN, Defect.WRONG_STATUS, stage -> {
            changedIsRead(stage, TWO_HOURS.negated());
            stage.simulator.fault("kind=status&status=500&path=" + encoded(list(stage)));
            stage.run();
            assertThat(stage.row().failure()).as(Defect.WRONG_STATUS.name()).isPresent();
        }));

        plays.put("page-repeats", new FaultPlay(Guard.ASKS_AGAIN, Defect.WRONG_STATUS, stage -> {
            fault(stage, "kind=page-repeats&after=1");
            stage.run();
            rowSays(stage, "platform_error");
            stage.run();
            whole(stage);
        }));
        plays.put("page-shrinks", new FaultPlay(Guard.STEPS_BACK, Defect.LOST, stage -> {
            fault(stage, "kind=page-shrinks&after=1");
            stage.run();
            assertThat(stage.live().keySet()).as(Defect.LOST.name()).hasSameSizeAs(stage.simulator.units());
        }));
        plays.put("page-grows", new FaultPlay(Guard.NAMES_ITEMS_ONCE, Defect.DOUBLED, stage -> {
            stage.simulator.gone(stage.simulator.units().getFirst());
            fault(stage, "kind=page-grows&after=1");
            stage.run();
            long known = stage.shown();
            stage.ahead(Duration.ofDays(2));
            stage.run();
            assertThat(stage.shown())
                    .as(Defect.DOUBLED.name())
                    .isEqualTo(stage.simulator.units().size())
                    .isLessThanOrEqualTo(known + 1);
            assertThat(stage.live().keySet()).as(Defect.LOST.name()).hasSameSizeAs(stage.simulator.units());
        }));
        plays.put("short-page", new FaultPlay(Guard.ENDS_BY_TOTAL, Defect.LOST, stage -> {
            fault(stage, "kind=short-page&times=99");
            stage.run();
            whole(stage);
        }));
        plays.put("empty-page", new FaultPlay(Guard.ASKS_AGAIN, Defect.LOST, stage -> {
            fault(stage, "kind=empty-page&after=1");
            stage.run();
            stage.run();
            whole(stage);
        }));
        plays.put("no-total", new FaultPlay(Guard.GOES_ON_WITHOUT_TOTAL, Defect.LOST, stage -> {
            fault(stage, "kind=no-total&times=99");
            stage.run();
            whole(stage);
        }));
        plays.put("cursor-forgotten", new FaultPlay(Guard.BEGINS_AGAIN, Defect.LOST, stage -> {
            fault(stage, "kind=cursor-forgotten");
            stage.run();
            whole(stage);
        }));
        plays.put("thing-without-id", new FaultPlay(Guard.SKIPS_THE_BROKEN, Defect.BROKEN_OFF, stage -> {
            fault(stage, "kind=thing-without-id&after=1");
            assertThatCode(stage::run).as(Defect.BROKEN_OFF.name()).doesNotThrowAnyException();
            whole(stage);
        }));
        plays.put("thing-of-wrong-shape", new FaultPlay(Guard.SKIPS_THE_BROKEN, Defect.BROKEN_OFF, stage -> {
            fault(stage, "kind=thing-of-wrong-shape&after=1");
            assertThatCode(stage::run).as(Defect.BROKEN_OFF.name()).doesNotThrowAnyException();
            whole(stage);
        }));
        plays.put("empty-list", new FaultPlay(Guard.GOES_ON_WITHOUT_TOTAL, Defect.LOST, stage -> {
            stage.run();
            whole(stage);
            stage.ahead(Duration.ofDays(2));
            fault(stage, "kind=empty-list&times=9");
            stage.run();
            whole(stage);
        }));

        plays.put("killed-between-pages", new FaultPlay(Guard.RESUMES, Defect.ASKED_TOO_OFTEN, stage -> {
            killedAt(stage, 2, false);
            stage.run();
            whole(stage);
            assertThat(stage.simulator.asked(list(stage)))
                    .as(Defect.ASKED_TOO_OFTEN.name())
                    .isLessThanOrEqualTo(PAGES);
        }));
        plays.put("killed-within-page", new FaultPlay(Guard.RESUMES, Defect.ASKED_TOO_OFTEN, stage -> {
            killedAt(stage, 2, true);
            stage.run();
            whole(stage);
            assertThat(stage.simulator.asked(list(stage)))
                    .as(Defect.ASKED_TOO_OFTEN.name())
                    .isLessThanOrEqualTo(PAGES + 1);
        }));
        return plays;
    }

    /// The second page of the list is answered so; the third go reads to the end.
    private static FaultPlay waiting(String fault, int seconds) {
        return new FaultPlay(Guard.WAITS, Defect.WRONG_TIME, stage -> {
            fault(stage, fault + "&after=1");
            Job.Next next = stage.run();
            assertThat(next)
                    .as(Defect.WRONG_TIME.name())
                    .isInstanceOfSatisfying(
                            Job.Next.At.class,
                            at -> assertThat(at.due())
                                    .as(Defect.WRONG_TIME.name())
                                    .isCloseTo(stage.now().plusSeconds(seconds), within(5, ChronoUnit.SECONDS)));
            rowSays(stage, "platform_error");
            assertThat(stage.row().sync().nextSyncAt())
                    .as(Defect.WRONG_STATUS.name())
                    .isPresent();
            stage.run();
            whole(stage);
        });
    }

    private static FaultPlay failing(String fault, String code) {
        return new FaultPlay(Guard.ASKS_AGAIN, Defect.WRONG_STATUS, stage -> {
            fault(stage, fault + "&after=1");
            assertThat(stage.run()).as(Defect.WRONG_TIME.name()).isInstanceOf(Job.Next.At.class);
            assertThat(stage.row().status()).as(Defect.WRONG_STATUS.name()).isEqualTo(Connection.Status.ACTIVE);
            rowSays(stage, code);
            stage.run();
            whole(stage);
        });
    }

    private static void lost(SourceStage stage, String status, String code) {
        stage.run();
        stage.ahead(Duration.ofDays(2));
        fault(stage, "kind=status&times=99&status=" + status);
        assertThat(stage.run()).as(Defect.WRONG_TIME.name()).isInstanceOf(Job.Next.Done.class);
        assertThat(stage.row().status()).as(Defect.WRONG_STATUS.name()).isEqualTo(Connection.Status.ERROR);
        rowSays(stage, code);
        assertThat(stage.shown())
                .as(Defect.LOST.name())
                .isEqualTo(stage.simulator.units().size());
    }

    private static void changedIsRead(SourceStage stage, Duration ahead) {
        stage.ahead(ahead);
        stage.run();
        Simulator.Unit unit = stage.simulator.units().getFirst();
        stage.simulator.price(unit, "77.70");
        stage.run();
        assertThat(stage.at(unit).getFirst().shown().price().amount())
                .as(Defect.STALE.name())
                .isEqualTo(7_770);
        whole(stage);
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
        stage.restart(stage.off == Guard.RESUMES ? new Unguarded(source, Guard.RESUMES) : source);
    }
}
