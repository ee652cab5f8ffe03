package dev.aisle.supply.matching;

import dev.aisle.supply.matching.Term.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What says that two listings cannot be the same thing although their titles are close: another color,
/// capacity, pack size, generation or model number. It has to be said by both; what only one of them says may
/// just be missing in the other.
final class Conflicts {

    /// Measures that shops state for one thing in different ways.
    private static final Set<String> LOOSE = Set.of("Mbit/s", "dpi", "ms", "percent", "dB", "fps", "bit", "lm", "MT/s");

    private static final int MODEL_SETTLES_NUMBERS = 6;

    private Conflicts() {}

    /// The first conflict found, in words.
    static Optional<String> between(TextEvidence text) {
        return ofAmounts(text)
                .or(() -> models(text))
                .or(() -> oneEach("color", Kind.COLOR, text))
                .or(() -> opposites(text))
                .or(() -> oneEach("series", Kind.SERIES, text))
                .or(() -> oneEach("version", Kind.VERSION, text))
                .or(() -> oneEach("year", Kind.YEAR, text))
                .or(() -> standards(text))
                .or(() -> numbers(text));
    }

    /// Different capacities, sizes or counts.
    static Optional<String> ofAmounts(TextEvidence text) {
        for (Term a : text.onlyA()) {
            for (Term b : text.onlyB()) {
                if (a.kind() == Kind.QUANTITY
                        && b.kind() == Kind.QUANTITY
                        && a.text().equals(b.text())
                        && !LOOSE.contains(a.text())) {
                    return Optional.of("different amounts: " + a + " and " + b);
                }
            }
        }
        return Optional.empty();
    }

    /// Another version of one standard, such as memory of another kind.
    private static Optional<String> standards(TextEvidence text) {
        for (Term a : text.onlyA()) {
            for (Term b : text.onlyB()) {
                if (a.kind() == Kind.STANDARD
                        && b.kind() == Kind.STANDARD
                        && a.text().equals(b.text())) {
                    return Optional.of("different " + a.text() + ": " + a + " and " + b);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> opposites(TextEvidence text) {
        for (Term a : text.onlyA()) {
            for (Term b : text.onlyB()) {
                if (Words.areOpposites(a.text(), b.text())) {
                    return Optional.of("opposites: " + a + " and " + b);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> models(TextEvidence text) {
        int shared = text.sharedModelLength();
        for (Term a : text.onlyA()) {
            for (Term b : text.onlyB()) {
                if (a.isModel()
                        && b.isModel()
                        && Math.max(a.text().length(), b.text().length()) > shared
                        && areSiblings(a.text(), b.text())) {
                    return Optional.of("different model numbers: " + a + " and " + b);
                }
            }
        }
        return Optional.empty();
    }

    /// Model numbers made alike, of which some letters differ: brothers, not two names of one thing.
    static boolean areSiblings(String one, String other) {
        int start = 0;
        int shorter = Math.min(one.length(), other.length());
        while (start < shorter && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        return 2 * (start + end) >= shorter
                || (one.length() == other.length() && shape(one).equals(shape(other)));
    }

    private static String shape(String model) {
        StringBuilder shape = new StringBuilder(model.length());
        for (int i = 0; i < model.length(); i++) {
            shape.append(Character.isDigit(model.charAt(i)) ? '9' : 'a');
        }
        return shape.toString();
    }

    private static Optional<String> numbers(TextEvidence text) {
        return text.sharedPartLength() >= MODEL_SETTLES_NUMBERS
                ? Optional.empty()
                : firstBare(text.onlyA())
                        .flatMap(a -> firstBare(text.onlyB()).map(b -> "different numbers: " + a + " and " + b));
    }

    private static Optional<Term> firstBare(List<Term> terms) {
        return terms.stream().filter(Term::isBareNumber).findFirst();
    }

    private static Optional<String> oneEach(String what, Kind kind, TextEvidence text) {
        return first(kind, text.onlyA())
                .flatMap(a -> first(kind, text.onlyB()).map(b -> "different " + what + ": " + a + " and " + b));
    }

    private static Optional<Term> first(Kind kind, List<Term> terms) {
        return terms.stream().filter(it -> it.kind() == kind).findFirst();
    }
}
