package dev.aisle.partner;

import static dev.aisle.partner.FaultPlay.one;
import static dev.aisle.partner.HookCalls.call;
import static dev.aisle.partner.HookCalls.event;
import static dev.aisle.partner.HookCalls.events;
import static dev.aisle.partner.HookCalls.price;
import static dev.aisle.partner.HookCalls.signed;
import static dev.aisle.partner.HookCalls.signedAt;
import static dev.aisle.partner.HookCalls.thing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.partner.FaultPlay.Defect;
import dev.aisle.partner.HookCalls.Ware;
import dev.aisle.partner.Unguarded.Guard;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// The faults of calls that a person sets up, and that tell of many things at once.
final class EventFaults {

    private static final Duration LONG_AGO = Duration.ofHours(1);
    private static final String UPDATED = "product.updated";

    private EventFaults() {}

    static Map<String, FaultPlay> plays() {
        Map<String, FaultPlay> plays = new LinkedHashMap<>();
        plays.put(
                "hook-signed-long-ago",
                new FaultPlay(Guard.KEEPS_THE_WINDOW, Defect.BELIEVED, off(LONG_AGO.negated())));
        plays.put("hook-signed-ahead", new FaultPlay(Guard.KEEPS_THE_WINDOW, Defect.BELIEVED, off(LONG_AGO)));
        plays.put("hook-before-secret", new FaultPlay(Guard.CHECKS_SIGNATURES, Defect.BELIEVED, stage -> {
            Ware first = thing(stage, 0);
            stage.simulator.price(first.unit(), "77.70");
            stage.credentials.change(stage.merchant.id(), stage.platform, secret -> secret.with("webhook_secret", ""));
            assertThat(stage.told(call(stage, first, "c1", "77.70")))
                    .as(Defect.BELIEVED.name())
                    .isFalse();
            stage.credentials.change(
                    stage.merchant.id(),
                    stage.platform,
                    secret -> secret.with("webhook_secret", SourceStage.HOOK_SECRET));
            assertThat(stage.told(call(stage, first, "c2", "77.70"))).isTrue();
            stage.hear();
            assertThat(price(stage, first)).as(Defect.STALE.name()).isEqualTo(7_770);
        }));
        plays.put("hook-greeting", new FaultPlay(Guard.KNOWS_GREETINGS, Defect.BROKEN_OFF, stage -> {
            thing(stage, 0);
            stage.simulator.forgetLog();
            assertThat(stage.told(signed(stage, "", "")))
                    .as(Defect.BROKEN_OFF.name())
                    .isTrue();
            stage.hear();
            assertThat(stage.simulator.asked(one(stage))).isZero();
        }));
        plays.put("hook-of-many", new FaultPlay(Guard.HEARS_THE_OTHERS, Defect.STALE, stage -> {
            Ware first = thing(stage, 0);
            Ware second = thing(stage, 1);
            Ware third = thing(stage, 2);
            stage.simulator.price(second.unit(), "77.70");
            stage.simulator.price(third.unit(), "88.80");
            stage.simulator.fault("kind=status&status=500&times=99&path=.*" + first.id());
            stage.told(signed(
                    stage,
                    events(
                            event("e1", UPDATED, first.id(), "1.00"),
                            event("e2", UPDATED, second.id(), "77.70"),
                            event("e3", UPDATED, third.id(), "88.80")),
                    ""));
            stage.hear();
            assertThat(price(stage, second)).as(Defect.STALE.name()).isEqualTo(7_770);
            assertThat(price(stage, third)).as(Defect.STALE.name()).isEqualTo(8_880);
        }));
        plays.put("hook-told-again", new FaultPlay(Guard.KNOWS_REPETITIONS, Defect.ASKED_TOO_OFTEN, stage -> {
            Ware first = thing(stage, 0);
            Ware second = thing(stage, 1);
            String one = event("e1", UPDATED, first.id(), "1.00");
            stage.told(signed(stage, events(one), ""));
            stage.told(signed(stage, events(one, event("e2", UPDATED, second.id(), "1.00")), ""));
            stage.simulator.forgetLog();
            stage.hear();
            assertThat(stage.simulator.asked(one(stage)))
                    .as(Defect.ASKED_TOO_OFTEN.name())
                    .isEqualTo(2);
        }));
        plays.put("hook-of-others", new FaultPlay(Guard.PASSES_OVER, Defect.STALE, stage -> {
            Ware first = thing(stage, 0);
            stage.simulator.price(first.unit(), "77.70");
            stage.told(signed(
                    stage,
                    events(
                            "17",
                            "{\"action\":\"product_model.updated\",\"data\":{\"resource\":{\"code\":\"a\"}}}",
                            event("e1", UPDATED, "no uuid", "1.00"),
                            event("e2", UPDATED, first.id(), "77.70")),
                    ""));
            stage.hear();
            assertThat(price(stage, first)).as(Defect.STALE.name()).isEqualTo(7_770);
        }));
        return plays;
    }

    /// A good signature of another time.
    private static Consumer<SourceStage> off(Duration by) {
        return stage -> {
            Ware first = thing(stage, 0);
            String body = call(stage, first, "c1", "1.00").body();
            stage.simulator.forgetLog();
            assertThat(stage.told(signedAt(stage.now().plus(by).getEpochSecond(), body)))
                    .as(Defect.BELIEVED.name())
                    .isFalse();
            assertThat(stage.told(signedAt(stage.now().getEpochSecond(), body))).isTrue();
            assertThat(stage.simulator.asked(one(stage))).isZero();
        };
    }
}
