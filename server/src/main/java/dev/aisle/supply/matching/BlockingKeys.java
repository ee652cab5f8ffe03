package dev.aisle.supply.matching;

import dev.aisle.base.ids.Fingerprint;
import dev.aisle.supply.matching.Term.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// In which blocks a listing stands: listings are compared where they stand in one block together. Each key is
/// drawn from the listing alone.
final class BlockingKeys {

    private static final int MODELS = 3;
    private static final int NAMING_TERMS = 3;
    private static final int TELLING_MODEL = 6;

    private BlockingKeys() {}

    static List<Long> of(MatchProfile profile) {
        Set<Long> keys = new LinkedHashSet<>();
        profile.gtin().ifPresent(it -> keys.add(Fingerprint.of("gtin", it)));
        profile.partKey().ifPresent(it -> keys.add(Fingerprint.of("part", it)));
        keys.add(Fingerprint.of("title", sorted(profile.title())));
        List<Term> naming = profile.terms().stream().filter(BlockingKeys::names).toList();
        if (naming.size() >= NAMING_TERMS) {
            keys.add(Fingerprint.of("name", sorted(naming.subList(0, NAMING_TERMS))));
        }
        List<Term> models = profile.terms().stream()
                .filter(Term::isModel)
                .sorted(Comparator.comparingInt((Term it) -> -it.text().length())
                        .thenComparing(Term::text))
                .limit(MODELS)
                .toList();
        for (Term model : models) {
            if (model.isPartNumber() || model.text().length() >= TELLING_MODEL) {
                keys.add(Fingerprint.of("model", model.text()));
            }
            if (!model.isPartNumber()) {
                naming.stream()
                        .filter(it -> it.kind() == Kind.WORD)
                        .limit(1)
                        .forEach(first -> keys.add(Fingerprint.of("first", first.text(), model.text())));
            }
        }
        return new ArrayList<>(keys);
    }

    /// Whether it is a word that a thing is known by.
    private static boolean names(Term term) {
        return switch (term.kind()) {
            case WORD, NUMBER, YEAR -> true;
            case CODE -> !term.isPartNumber();
            case FILLER, GENERIC, ACCESSORY, COLOR, SERIES, VERSION, QUANTITY, STANDARD -> false;
        };
    }

    private static String sorted(List<Term> terms) {
        TreeSet<String> words = new TreeSet<>();
        terms.forEach(it -> words.add(it.toString()));
        return String.join(" ", words);
    }
}
