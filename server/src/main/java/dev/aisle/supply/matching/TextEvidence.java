package dev.aisle.supply.matching;

import dev.aisle.supply.matching.Term.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What the words of two listings say for and against their being the same thing, and how much that is
/// together.
final class TextEvidence {

    /// The weights of a logistic regression on the [#features], fitted on pairs that [Conflicts] lets pass
    /// (`eval matching-fit`). They weigh the form of words only: nothing in them knows a word, a brand or a
    /// shop.
    private static final double[] WEIGHTS = {
        3.400, 2.031, -0.159, 1.875, 2.519, -0.684, -0.827, 0.261, 0.803, -0.343, -0.646, -1.737, 3.499, -1.972, 0.086,
        0.044, 0.937, 2.785, -0.245, 0.055
    };

    private static final double BIAS = -3.659;

    private static final int TERMS_SHOWN = 8;

    private final Comparison terms;
    private final List<Term> onlyA;
    private final List<Term> onlyB;
    private final List<Term> namesOnlyA;
    private final List<Term> namesOnlyB;
    private final List<Term> shared;
    private final MatchProfile a;
    private final MatchProfile b;
    private double score = Double.NaN;

    TextEvidence(MatchProfile a, MatchProfile b) {
        this.a = a;
        this.b = b;
        terms = new Comparison(a.terms(), b.terms());
        onlyA = terms.onlyInFirst(a.terms().size());
        onlyB = terms.onlyInSecond(b.terms().size());
        namesOnlyA = terms.onlyInFirst(a.headTerms());
        namesOnlyB = terms.onlyInSecond(b.headTerms());
        shared = terms.shared();
    }

    /// The chance, as far as words tell, that the two are the same thing.
    double score() {
        if (Double.isNaN(score)) {
            double[] features = features();
            double sum = BIAS;
            for (int i = 0; i < WEIGHTS.length; i++) {
                sum += WEIGHTS[i] * features[i];
            }
            score = 1 / (1 + Math.exp(-sum));
        }
        return score;
    }

    List<Term> onlyA() {
        return onlyA;
    }

    List<Term> onlyB() {
        return onlyB;
    }

    /// What only the first says in the part of its title that names the thing.
    List<Term> namesOnlyA() {
        return namesOnlyA;
    }

    List<Term> namesOnlyB() {
        return namesOnlyB;
    }

    /// A word for a relative that names one of them, and is said of the other only aside.
    Optional<Term> namesOneOnly() {
        return namesOnly(a, b).or(() -> namesOnly(b, a));
    }

    private static Optional<Term> namesOnly(MatchProfile one, MatchProfile other) {
        return one.terms().subList(0, one.headTerms()).stream()
                .filter(it -> it.kind() == Kind.SERIES && !other.isNamed(it))
                .findFirst();
    }

    int sharedModelLength() {
        return terms.sharedModelLength();
    }

    int sharedPartLength() {
        return terms.sharedPartLength();
    }

    boolean sharesModelStem() {
        return terms.sharesModelStem();
    }

    /// How much both say, words of every day counting little.
    double sharedTelling() {
        double sum = 0;
        for (Term term : shared) {
            sum += term.telling();
        }
        return sum;
    }

    /// How much both say.
    double sharedWeight() {
        return weight(shared);
    }

    /// How much both say that names the thing itself.
    double sharedNaming() {
        double sum = 0;
        for (Term term : shared) {
            sum += term.naming();
        }
        return sum;
    }

    List<String> inWords() {
        List<String> words = new ArrayList<>();
        words.add("both say " + shown(shared));
        if (!onlyA.isEmpty()) {
            words.add("only one says " + shown(onlyA));
        }
        if (!onlyB.isEmpty()) {
            words.add("only the other says " + shown(onlyB));
        }
        return words;
    }

    private static String shown(List<Term> terms) {
        return String.join(
                ", ",
                terms.stream()
                        .sorted(Comparator.comparingDouble(Term::weight).reversed())
                        .limit(TERMS_SHOWN)
                        .map(Term::toString)
                        .toList());
    }

    /// What the weights weigh, in their order.
    double[] features() {
        List<Term> titleA = terms.onlyInFirst(a.titleTerms());
        List<Term> titleB = terms.onlyInSecond(b.titleTerms());
        double coveredA = terms.covered(a.titleTerms());
        double coveredB = terms.coveredInSecond(b.titleTerms());
        double lessCovered = Math.min(coveredA, coveredB);
        boolean model = terms.sharedModelLength() > 0;
        boolean stem = terms.sharesModelStem();
        double wordsA = weight(titleA);
        double wordsB = weight(titleB);
        boolean brands = a.brand().isPresent() && b.brand().isPresent();
        boolean parts = a.mpn().isPresent() && b.mpn().isPresent();
        boolean samePart = parts && a.mpn().equals(b.mpn());
        return new double[] {
            Math.max(coveredA, coveredB),
            coveredA * coveredB,
            lessCovered * lessCovered,
            bit(model),
            bit(!model && stem),
            bit(!model && !stem && any(titleA, Term::isModel) && any(titleB, Term::isModel)),
            bit(any(titleA, Term::isBareNumber) && any(titleB, Term::isBareNumber)),
            Math.min(3, count(onlyA, Kind.QUANTITY) + count(onlyB, Kind.QUANTITY)),
            Math.min(3, count(shared, Kind.QUANTITY)),
            bit(any(onlyA, it -> it.kind() == Kind.COLOR) != any(onlyB, it -> it.kind() == Kind.COLOR)),
            bit(any(titleA, it -> it.kind() == Kind.SERIES) != any(titleB, it -> it.kind() == Kind.SERIES)),
            bit(brands && !sameBrand(a.brand().orElse(""), b.brand().orElse(""))),
            bit(samePart),
            bit(parts && !samePart),
            Math.min(5, Math.min(wordsA, wordsB)),
            Math.min(8, Math.max(wordsA, wordsB)),
            bit(titleA.isEmpty() && titleB.isEmpty()),
            Math.min(12, terms.sharedPartLength()) / 12.0,
            Math.min(4, Math.min(weight(namesOnlyA), weight(namesOnlyB))),
            Math.min(2, Math.max(wordsA, wordsB) / (1 + weight(shared))),
        };
    }

    static boolean sameBrand(String one, String other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    private static double bit(boolean claim) {
        return claim ? 1 : 0;
    }

    private static boolean any(List<Term> terms, Predicate<Term> which) {
        return terms.stream().anyMatch(which);
    }

    private static long count(List<Term> terms, Kind kind) {
        return terms.stream().filter(it -> it.kind() == kind).count();
    }

    private static double weight(List<Term> terms) {
        return terms.stream().mapToDouble(Term::weight).sum();
    }
}
