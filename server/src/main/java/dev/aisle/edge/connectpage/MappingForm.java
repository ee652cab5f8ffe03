package dev.aisle.edge.connectpage;

import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.akeneo.AkeneoMapping;
import dev.aisle.partner.source.akeneo.AkeneoMapping.Target;
import dev.aisle.partner.source.akeneo.AkeneoSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which attribute of a PIM was taken for which field, to be corrected and confirmed. A product's page is an attribute
/// or, as most PIMs know none, an address made of attributes.
final class MappingForm {

    /// Of more there is no choosing, nor a light page: their codes are written.
    private static final int MOST_CHOICES = 80;

    private static final String PREFIX = "map_";
    private static final String CURRENCY = "currency";
    private static final String ADDRESS = "link_address";
    private static final List<Target> NEEDED = List.of(Target.TITLE, Target.PRICE, Target.LINK);

    private MappingForm() {}

    /// What was confirmed.
    ///
    /// @param secret with everything in it
    record Chosen(Secret secret, String currency) {}

    static Form guessed(Visit visit, AkeneoSource.Known.Good known) {
        Map<String, String> said = new HashMap<>();
        said.put("channel", known.channels().stream().findFirst().orElse(""));
        said.put("locale", known.locales().stream().findFirst().orElse(""));
        AkeneoMapping.guess(known.attributes())
                .attributes()
                .forEach((target, code) -> said.put(PREFIX + target.word(), code));
        return of(visit, known, said);
    }

    /// @param said by the names of the fields
    static Form of(Visit visit, AkeneoSource.Known.Good known, Map<String, String> said) {
        List<Form.Field> all = new ArrayList<>();
        all.add(field(visit, "channel", said, known.channels(), true));
        all.add(field(visit, "locale", said, known.locales(), true));
        all.add(field(visit, CURRENCY, said, List.of(), true));
        for (Target target : Target.values()) {
            boolean needed = NEEDED.contains(target) && target != Target.LINK;
            List<String> choices = AkeneoMapping.choices(target, known.attributes());
            all.add(field(visit, PREFIX + target.word(), said, choices, needed));
            if (target == Target.LINK) {
                all.add(new Form.Field(
                        ADDRESS,
                        visit.text("akeneo." + ADDRESS),
                        "text",
                        said.getOrDefault(ADDRESS, ""),
                        visit.text("akeneo." + ADDRESS + ".hint"),
                        false));
            }
        }
        return new Form(
                Platform.AKENEO.slug(),
                visit.text("akeneo.map.title"),
                visit.text("akeneo.map.lead"),
                null,
                all,
                List.of(new Form.Button("connect", visit.text("woo.connect"), true, false)));
    }

    private static Form.Field field(
            Visit visit, String name, Map<String, String> said, List<String> codes, boolean needed) {
        String label = visit.text("akeneo." + name);
        String value = said.getOrDefault(name, "");
        if (codes.isEmpty() || codes.size() > MOST_CHOICES) {
            String hint = name.equals(CURRENCY) ? visit.text("akeneo.currency.hint") : "";
            return new Form.Field(name, label, "text", value, hint, needed);
        }
        List<Form.Choice> choices = new ArrayList<>();
        if (name.startsWith(PREFIX)) {
            choices.add(new Form.Choice("", visit.text("akeneo.map.none")));
        }
        codes.forEach(it -> choices.add(new Form.Choice(it, it)));
        return Form.Field.chosen(name, label, value, "", needed, choices);
    }

    /// Nothing where something that is needed was not said.
    static Optional<Chosen> chosen(AkeneoSource.Known.Good known, Map<String, String> fields) {
        Map<Target, String> mapped = new EnumMap<>(Target.class);
        for (Target target : Target.values()) {
            mapped.put(target, said(fields, PREFIX + target.word()));
        }
        if (!said(fields, ADDRESS).isEmpty()) {
            mapped.put(Target.LINK, said(fields, ADDRESS));
        }
        String currency = said(fields, CURRENCY).toUpperCase(Locale.ROOT);
        boolean whole =
                NEEDED.stream().noneMatch(it -> mapped.getOrDefault(it, "").isEmpty());
        return whole && currency.matches("[A-Z]{3}")
                ? Optional.of(new Chosen(
                        new AkeneoMapping(mapped)
                                .into(known.secret())
                                .with("channel", said(fields, "channel"))
                                .with("locale", said(fields, "locale")),
                        currency))
                : Optional.empty();
    }

    private static String said(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "").strip();
    }
}
