package dev.aisle.partner;

import static dev.aisle.partner.FaultPlay.list;
import static dev.aisle.partner.FaultPlay.one;
import static dev.aisle.partner.HookCalls.call;
import static dev.aisle.partner.HookCalls.event;
import static dev.aisle.partner.HookCalls.events;
import static dev.aisle.partner.HookCalls.price;
import static dev.aisle.partner.HookCalls.signed;
import static dev.aisle.partner.HookCalls.signedAt;
import static dev.aisle.partner.HookCalls.thing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.listing.Availability;
import dev.aisle.partner.FaultPlay.Defect;
import dev.aisle.partner.HookCalls.Ware;
import dev.aisle.partner.Unguarded.Guard;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

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
        plays.put("hook-of-model", new FaultPlay(Guard.HEARS_MODELS, Defect.STALE, stage -> {
            Ware variant = aVariant(stage);
            String model = model(stage, variant);
            stage.simulator.office("rename?model=" + model + "&title=Renamed");
            stage.told(signed(stage, events(event("e1", "product_model.updated", "{\"code\":\"" + model + "\"}")), ""));
            stage.hear();
            List<Ware> variants = variantsOf(stage, model);
            assertThat(variants).hasSizeGreaterThan(1);
            for (Ware each : variants) {
                assertThat(stage.at(each.unit()).getFirst().shown().title())
                        .as(Defect.STALE.name())
                        .startsWith("Renamed");
            }
        }));
        plays.put("hook-by-identifier", new FaultPlay(Guard.HEARS_IDENTIFIERS, Defect.STALE, stage -> {
            List<Ware> wares = List.of(thing(stage, 0), thing(stage, 1), aVariant(stage));
            wares.forEach(it -> stage.simulator.price(it.unit(), "77.70"));
            stage.told(signed(
                    stage,
                    events(wares.stream()
                            .map(it -> event("e" + it.id(), UPDATED, identifier(it)))
                            .toArray(String[]::new)),
                    ""));
            stage.simulator.forgetLog();
            stage.hear();
            for (Ware each : wares) {
                assertThat(price(stage, each)).as(Defect.STALE.name()).isEqualTo(7_770);
            }
            assertThat(stage.simulator.asked(list(stage)))
                    .as(Defect.ASKED_TOO_OFTEN.name())
                    .isEqualTo(1);
        }));
        plays.put("hook-removed-by-identifier", new FaultPlay(Guard.RUNS_WHOLE, Defect.STALE, stage -> {
            Ware first = thing(stage, 0);
            stage.simulator.gone(first.unit());
            stage.ahead(Duration.ofMinutes(20));
            stage.told(signed(stage, events(event("e1", "product.removed", identifier(first))), ""));
            stage.hear();
            stage.run();
            assertThat(stage.at(first.unit()).getFirst().shown().availability())
                    .as(Defect.STALE.name())
                    .isEqualTo(Availability.OUT_OF_STOCK);
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

    private static String identifier(Ware ware) {
        return "{\"identifier\":\"" + ware.unit().sku() + "\"}";
    }

    /// Something that a model stands above.
    private static Ware aVariant(SourceStage stage) {
        return IntStream.range(0, SourceStage.PAGE)
                .mapToObj(place -> thing(stage, place))
                .filter(it -> !model(stage, it).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static List<Ware> variantsOf(SourceStage stage, String model) {
        return IntStream.range(0, SourceStage.PAGE)
                .mapToObj(place -> thing(stage, place))
                .filter(it -> model(stage, it).equals(model))
                .toList();
    }

    private static String model(SourceStage stage, Ware ware) {
        return stage.at(ware.unit()).getFirst().shown().group().orElse("");
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
