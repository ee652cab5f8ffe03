package dev.aisle.supply.matching;

import dev.aisle.supply.matching.Term.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What only one of two listings says, and would make them different things if the other meant otherwise: too
/// close to call, however close the rest is. A part number that both have settles most of it.
final class Doubts {

    private static final int PART_SETTLES = 6;
    /// A relative's name is settled by a number so long that a relative has another.
    private static final int PART_SETTLES_SERIES = 8;
    private static final Set<String> TELLING = Set.of("ml", "g", "W");
    /// Less is a cache or a rate, and shorter is a part of the thing.
    private static final double SMALLEST_CAPACITY_GB = 1;
    private static final double SHORTEST_LENGTH_MM = 300;

    private Doubts() {}

    static Optional<String> about(TextEvidence text) {
        boolean settled = text.sharedPartLength() >= PART_SETTLES;
        boolean relatives = text.sharedPartLength() < PART_SETTLES_SERIES;
        return otherModels(text)
                .or(() -> oneSided(text, it -> Words.isBundle(it.text()) || (relatives && it.kind() == Kind.SERIES)))
                .or(() -> settled ? partOrWhole(text) : oneSided(text, Doubts::isAside))
                .or(() -> text.sharesModelStem() ? Optional.of("model numbers that are only alike") : Optional.empty())
                .or(() -> settled ? Optional.empty() : oneSided(text, Doubts::tellsApart))
                .or(() -> !relatives
                        ? Optional.empty()
                        : text.namesOneOnly().map(it -> "only one of them is named " + it))
                .or(() -> settled ? Optional.empty() : wordsOfTheirOwn(text))
                .or(() -> settled ? Optional.empty() : wordInName(text));
    }

    /// A case that says which phone it is for has the phone's number and is no phone.
    private static Optional<String> partOrWhole(TextEvidence text) {
        return oneSided(text, it -> Words.saysForWhat(it.text()))
                .flatMap(said -> oneSided(text, it -> it.kind() == Kind.ACCESSORY));
    }

    /// What goes with a thing, a version of it, or what it comes without.
    private static boolean isAside(Term term) {
        return term.kind() == Kind.VERSION || term.kind() == Kind.ACCESSORY || Words.isNegation(term.text());
    }

    private static Optional<String> otherModels(TextEvidence text) {
        return first(text.onlyA(), Term::isModel)
                .flatMap(a -> first(text.onlyB(), Term::isModel)
                        .map(b -> "each has a model number of its own: " + a + " and " + b));
    }

    private static Optional<String> oneSided(TextEvidence text, Predicate<Term> which) {
        return first(text.onlyA(), which).or(() -> first(text.onlyB(), which)).map(it -> "only one of them says " + it);
    }

    /// One word stands where the other has another: `red` and `rouge`, but also `left` and `right`.
    private static Optional<String> wordsOfTheirOwn(TextEvidence text) {
        return first(text.onlyA(), Doubts::isWord)
                .flatMap(a -> first(text.onlyB(), Doubts::isWord)
                        .map(b -> "each says what the other does not: " + a + " and " + b));
    }

    private static Optional<String> wordInName(TextEvidence text) {
        return first(text.namesOnlyA(), Doubts::isAnyWord)
                .or(() -> first(text.namesOnlyB(), Doubts::isAnyWord))
                .map(it -> "only one of them is named " + it);
    }

    private static boolean isWord(Term term) {
        return term.kind() == Kind.WORD ? term.weight() >= 0.7 : term.isModel();
    }

    private static boolean isAnyWord(Term term) {
        return term.kind() == Kind.WORD
                || term.kind() == Kind.NUMBER
                || (term.kind() == Kind.CODE && !term.isPartNumber());
    }

    private static boolean tellsApart(Term term) {
        return switch (term.kind()) {
            case SERIES, VERSION, YEAR, COLOR, ACCESSORY -> true;
            case QUANTITY ->
                switch (term.text()) {
                    case "GB" -> term.value() >= SMALLEST_CAPACITY_GB;
                    case "mm" -> term.value() >= SHORTEST_LENGTH_MM;
                    case "pieces" -> term.value() > 1;
                    default -> TELLING.contains(term.text());
                };
            case NUMBER, CODE, WORD, GENERIC, FILLER, STANDARD -> false;
        };
    }

    private static Optional<Term> first(List<Term> terms, Predicate<Term> which) {
        return terms.stream().filter(which).findFirst();
    }
}
