package dev.aisle.supply.matching;

import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.Listing.Named;
import dev.aisle.market.product.OptionPolicy;
import dev.aisle.supply.matching.Verdict.Kind;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides whether two listings are the same thing, from these two alone: what else is known never counts, so
/// that the answer does not depend on when listings came. Numbers that name a thing come first (GTIN, brand and
/// part number), then what contradicts, then words. Condition and price say nothing about what a thing is.
public final class PairJudge {

    /// From here on words alone make two listings the same thing, unless something is in doubt.
    static final double SAME = 0.65;

    /// From here on a pair is worth a look.
    static final double NEAR = 0.5;

    private static final double BY_GTIN = 1;
    private static final double BY_PART = 0.98;
    private static final double BY_TITLE = 0.97;
    private static final double BY_WORDS = 0.96;

    /// An equal title could be anybody's where it says less than this in all, or names less than one thing
    /// besides its sort, look and size.
    private static final double TELLING = 2.2;

    private static final double NAMING = 1;

    /// Or where it tells so many other things (sizes, amounts, standards, colors) that nobody else's says the same.
    private static final double DETAILED = 4;

    /// As much less has to be said where both have one brand.
    private static final double BRAND_TELLS = 0.5;

    private PairJudge() {}

    /// As the matcher would judge them, whatever else it knows. The score of a conflict is that of the words alone.
    public static Match judge(Listing a, Listing b) {
        return judge(MatchProfile.of(a), MatchProfile.of(b)).inWords();
    }

    /// Whether the matcher would come to compare them at all: whether they stand in one block together.
    public static boolean wouldMeet(Listing a, Listing b) {
        return !Collections.disjoint(BlockingKeys.of(MatchProfile.of(a)), BlockingKeys.of(MatchProfile.of(b)));
    }

    /// What the weights of the words weigh in this pair, for those who fit them: nothing where no weight decides,
    /// because something contradicts.
    public static Optional<double[]> features(Listing a, Listing b) {
        TextEvidence text = new TextEvidence(MatchProfile.of(a), MatchProfile.of(b));
        return Conflicts.between(text).isPresent() ? Optional.empty() : Optional.of(text.features());
    }

    static Verdict judge(MatchProfile a, MatchProfile b) {
        if (a.isSiblingOf(b)) {
            return a.variety().equals(b.variety())
                    ? new Verdict(Kind.SAME, 1, "sizes of one thing at one merchant", null)
                    : Verdict.conflict("siblings at one merchant, " + a.variety() + " and " + b.variety(), null);
        }
        boolean gtins = a.gtin().isPresent() && b.gtin().isPresent();
        if (gtins && !a.gtin().equals(b.gtin()) && a.isChoiceless() && b.isChoiceless()) {
            return Verdict.conflict("different GTIN", new TextEvidence(a, b));
        }
        TextEvidence text = new TextEvidence(a, b);
        if (gtins && a.gtin().equals(b.gtin())) {
            return named(BY_GTIN, "equal GTIN " + a.gtin().orElse(""), text);
        }
        if (a.partKey().isPresent() && a.partKey().equals(b.partKey())) {
            return named(BY_PART, "equal brand and part number " + a.mpn().orElse(""), text);
        }
        return Conflicts.between(text)
                .or(() -> options(a, b))
                .or(() -> sidesOfOneMerchant(a, b))
                .map(reason -> Verdict.conflict(reason, text))
                .orElseGet(() -> byWords(a, b, text));
    }

    /// A number names both; only an amount that differs makes one doubt it: shops reuse a single pack's number.
    private static Verdict named(double score, String number, TextEvidence text) {
        return Conflicts.ofAmounts(text)
                .map(amounts -> new Verdict(Kind.UNDECIDED, score, number + ", " + amounts, text))
                .orElseGet(() -> new Verdict(Kind.SAME, score, number, null));
    }

    private static Verdict byWords(MatchProfile a, MatchProfile b, TextEvidence text) {
        boolean equal = a.hasSameTitle(b);
        double score = equal ? Math.max(BY_TITLE, text.score()) : Math.min(BY_WORDS, text.score());
        if (score < NEAR) {
            return new Verdict(Kind.DIFFERENT, score, null, text);
        }
        String doubt = doubt(a, b, text).orElse(null);
        return score >= SAME && doubt == null
                ? new Verdict(Kind.SAME, score, equal ? "equal title" : null, text)
                : new Verdict(Kind.UNDECIDED, score, doubt, text);
    }

    private static Optional<String> doubt(MatchProfile a, MatchProfile b, TextEvidence text) {
        double known = a.brand().isPresent() && a.brand().equals(b.brand()) ? BRAND_TELLS : 0;
        if (text.sharedWeight() < TELLING - known
                || (text.sharedNaming() < NAMING - known && text.sharedTelling() < DETAILED)) {
            return Optional.of("too few words to tell");
        }
        if (!a.look().equals(b.look()) && (a.look().isEmpty() || b.look().isEmpty()) && !optionsAreSaid(a, b)) {
            return Optional.of("only one of them is a choice, " + a.look() + b.look());
        }
        return Doubts.about(text);
    }

    /// A merchant does not list one thing twice under two titles; what it says of each is how they differ.
    private static Optional<String> sidesOfOneMerchant(MatchProfile a, MatchProfile b) {
        return a.key().merchant().equals(b.key().merchant()) && !a.hasSameTitle(b)
                ? Optional.of("one merchant lists both under different titles")
                : Optional.empty();
    }

    /// Options of one name with nothing in common.
    private static Optional<String> options(MatchProfile a, MatchProfile b) {
        if (a.look().isEmpty() || b.look().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Named> ofB = new HashMap<>();
        b.options().forEach(it -> ofB.put(MatchProfile.folded(it.name()), it));
        for (Named one : a.options()) {
            Named other = ofB.get(MatchProfile.folded(one.name()));
            if (other != null && OptionPolicy.makesAnotherProduct(one) && !overlap(one.value(), other.value())) {
                return Optional.of("different " + one.name() + ": " + one.value() + " and " + other.value());
            }
        }
        return Optional.empty();
    }

    private static boolean overlap(String one, String other) {
        Set<Term> shared = new HashSet<>(TitleReader.read(one));
        return shared.isEmpty() || TitleReader.read(other).stream().anyMatch(shared::contains);
    }

    /// Whether the choice that one of them names stands in the other's title.
    private static boolean optionsAreSaid(MatchProfile a, MatchProfile b) {
        MatchProfile chosen = a.look().isEmpty() ? b : a;
        MatchProfile plain = a.look().isEmpty() ? a : b;
        return chosen.options().stream()
                .filter(OptionPolicy::makesAnotherProduct)
                .allMatch(option -> TitleReader.read(option.value()).stream()
                        .allMatch(term -> plain.terms().stream().anyMatch(term::equalsNearly)));
    }
}
