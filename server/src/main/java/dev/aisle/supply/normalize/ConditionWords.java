package dev.aisle.supply.normalize;

import dev.aisle.market.listing.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How shops say the state of a thing. Words it does not know say nothing.
final class ConditionWords {

    private static final List<Map.Entry<String, Condition>> WORDS = List.of(
            Map.entry("refurb", Condition.REFURBISHED),
            Map.entry("renewed", Condition.REFURBISHED),
            Map.entry("recondition", Condition.REFURBISHED),
            Map.entry("uberholt", Condition.REFURBISHED),
            Map.entry("reconditionne", Condition.REFURBISHED),
            Map.entry("reacondicionado", Condition.REFURBISHED),
            Map.entry("ricondizionato", Condition.REFURBISHED),
            Map.entry("rigenerato", Condition.REFURBISHED),
            Map.entry("used", Condition.USED),
            Map.entry("pre owned", Condition.USED),
            Map.entry("preowned", Condition.USED),
            Map.entry("preloved", Condition.USED),
            Map.entry("second hand", Condition.USED),
            Map.entry("secondhand", Condition.USED),
            Map.entry("open box", Condition.USED),
            Map.entry("damaged", Condition.USED),
            Map.entry("gebraucht", Condition.USED),
            Map.entry("occasion", Condition.USED),
            Map.entry("usado", Condition.USED),
            Map.entry("segunda mano", Condition.USED),
            Map.entry("usato", Condition.USED),
            Map.entry("gebruikt", Condition.USED),
            Map.entry("tweedehands", Condition.USED));

    private static final List<String> NEW =
            List.of("new", "brandnew", "neu", "neuf", "neuve", "nuevo", "nuovo", "nieuw");

    private ConditionWords() {}

    static Optional<Condition> read(String said) {
        String word = Words.folded(Words.afterSchemaOrg(said));
        String name = word.endsWith("condition")
                ? word.substring(0, word.length() - "condition".length()).strip()
                : word;
        if (NEW.contains(name) || name.startsWith("new ") || name.startsWith("brand new")) {
            return Optional.of(Condition.NEW);
        }
        if (name.startsWith("unused")) {
            return Optional.of(Condition.NEW);
        }
        return WORDS.stream()
                .filter(entry -> name.contains(entry.getKey()))
                .findFirst()
                .map(Map.Entry::getValue);
    }
}
