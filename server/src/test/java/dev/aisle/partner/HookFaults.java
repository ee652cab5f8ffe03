package dev.aisle.partner;

import static dev.aisle.partner.FaultPlay.encoded;
import static dev.aisle.partner.FaultPlay.one;
import static dev.aisle.partner.FaultPlay.whole;
import static dev.aisle.partner.HookCalls.call;
import static dev.aisle.partner.HookCalls.forged;
import static dev.aisle.partner.HookCalls.price;
import static dev.aisle.partner.HookCalls.removal;
import static dev.aisle.partner.HookCalls.signed;
import static dev.aisle.partner.HookCalls.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.aisle.partner.FaultPlay.Defect;
import dev.aisle.partner.HookCalls.Ware;
import dev.aisle.partner.Unguarded.Guard;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The faults of what platforms tell us by themselves.
final class HookFaults {

    private HookFaults() {}

    static Map<String, FaultPlay> plays() {
        Map<String, FaultPlay> plays = new LinkedHashMap<>();
        plays.put("hook-twice", new FaultPlay(Guard.KNOWS_REPETITIONS, Defect.ASKED_TOO_OFTEN, stage -> {
            Ware first = thing(stage, 0);
            assertThat(stage.told(call(stage, first, "c1", "1.00"))).isTrue();
            assertThat(stage.told(call(stage, first, "c1", "1.00"))).isTrue();
            stage.simulator.forgetLog();
            stage.hear();
            assertThat(stage.simulator.asked(one(stage)))
                    .as(Defect.ASKED_TOO_OFTEN.name())
                    .isEqualTo(1);
            whole(stage);
        }));
        plays.put("hook-out-of-order", new FaultPlay(Guard.ASKS_THE_STORE, Defect.STALE, stage -> {
            Ware first = thing(stage, 0);
            stage.simulator.price(first.unit(), "77.70");
            stage.told(call(stage, first, "c2", "77.70"));
            stage.told(call(stage, first, "c1", "55.50"));
            stage.hear();
            assertThat(price(stage, first)).as(Defect.STALE.name()).isEqualTo(7_770);
        }));
        plays.put("hook-forged", new FaultPlay(Guard.CHECKS_SIGNATURES, Defect.BELIEVED, stage -> {
            Ware first = thing(stage, 0);
            Source.Call genuine = call(stage, first, "c1", "1.00");
            stage.simulator.forgetLog();
            assertThat(stage.told(forged(stage, genuine)))
                    .as(Defect.BELIEVED.name())
                    .isFalse();
            assertThat(stage.told(new Source.Call(genuine.topic(), Map.of(), genuine.body())))
                    .as(Defect.BELIEVED.name())
                    .isFalse();
            assertThat(stage.simulator.asked(one(stage))).isZero();
        }));
        plays.put("hook-cut", new FaultPlay(Guard.DROPS_NONSENSE, Defect.BROKEN_OFF, stage -> {
            Ware first = thing(stage, 0);
            stage.simulator.price(first.unit(), "77.70");
            assertThat(stage.told(signed(stage, "{\"id\":" + first.id() + ",\"na", "c1")))
                    .isTrue();
            assertThat(stage.told(call(stage, first, "c2", "77.70"))).isTrue();
            assertThatCode(stage::hear).as(Defect.BROKEN_OFF.name()).doesNotThrowAnyException();
            assertThat(price(stage, first)).as(Defect.STALE.name()).isEqualTo(7_770);
        }));
        plays.put("hook-while-down", new FaultPlay(Guard.HEARS_LATER, Defect.STALE, stage -> {
            Ware first = thing(stage, 0);
            stage.simulator.price(first.unit(), "77.70");
            stage.told(call(stage, first, "c1", "77.70"));
            stage.simulator.fault("kind=status&status=500&path=" + encoded(one(stage)));
            stage.hear();
            stage.ahead(Duration.ofMinutes(10));
            stage.hear();
            assertThat(price(stage, first)).as(Defect.STALE.name()).isEqualTo(7_770);
        }));
        plays.put("hook-holds-up", new FaultPlay(Guard.HEARS_THE_OTHERS, Defect.STALE, stage -> {
            Ware first = thing(stage, 0);
            Ware second = thing(stage, 1);
            stage.simulator.price(second.unit(), "77.70");
            stage.simulator.fault("kind=status&status=500&times=99&path=.*" + first.id() + ".*");
            stage.told(call(stage, first, "c1", "1.00"));
            stage.told(call(stage, second, "c2", "77.70"));
            stage.hear();
            assertThat(price(stage, second)).as(Defect.STALE.name()).isEqualTo(7_770);
        }));
        plays.put("hook-without-id", new FaultPlay(Guard.TELLS_CALLS_APART, Defect.STALE, stage -> {
            Ware first = thing(stage, 0);
            Ware second = thing(stage, 1);
            stage.simulator.price(first.unit(), "77.70");
            stage.simulator.price(second.unit(), "88.80");
            stage.told(call(stage, first, "", "77.70"));
            stage.told(call(stage, second, "", "88.80"));
            stage.hear();
            assertThat(price(stage, first)).as(Defect.STALE.name()).isEqualTo(7_770);
            assertThat(price(stage, second)).as(Defect.STALE.name()).isEqualTo(8_880);
        }));
        plays.put("hook-in-a-run", new FaultPlay(Guard.KEEPS_WHAT_WAS_TOLD, Defect.STALE, stage -> {
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
                        stage.simulator.price(first.unit(), "77.70");
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
            assertThat(price(stage, first)).as(Defect.STALE.name()).isEqualTo(7_770);
        }));
        plays.put("hook-removed", new FaultPlay(Guard.HEARS_REMOVALS, Defect.STALE, stage -> {
            Ware first = thing(stage, 0);
            long before = stage.shown();
            stage.simulator.gone(first.unit());
            stage.told(removal(stage, first, "c1"));
            stage.hear();
            assertThat(stage.shown()).as(Defect.STALE.name()).isEqualTo(before - 1);
        }));
        plays.put("hook-removed-late", new FaultPlay(Guard.ASKS_THE_STORE, Defect.LOST, stage -> {
            Ware first = thing(stage, 0);
            stage.simulator.price(first.unit(), "77.70");
            stage.told(call(stage, first, "c2", "77.70"));
            stage.told(removal(stage, first, "c1"));
            stage.hear();
            whole(stage);
        }));
        plays.put("hooks-refused", new FaultPlay(Guard.CONNECTS_WITHOUT_HOOKS, Defect.BROKEN_OFF, stage -> {
            stage.simulator.fault("kind=status&status=403&times=99&path=.*hooks.*");
            assertThatCode(() -> stage.source().listen(stage.access(), "http://127.0.0.1:9/v0/hooks/x/y"))
                    .as(Defect.BROKEN_OFF.name())
                    .doesNotThrowAnyException();
            stage.run();
            whole(stage);
        }));
        return plays;
    }
}
