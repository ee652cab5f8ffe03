package dev.aisle.supply.matching;

import dev.aisle.supply.matching.Term.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What the words of two listings have in common, and what only one of them says.
final class Comparison {

    private static final double NEARLY = 0.8;
    private static final int SHORTEST_STEM = 4;
    private static final int SHORTEST_MODEL_STEM = 5;
    private static final int SHORTEST_PREFIX = 2;
    private static final int LONGEST_PREFIX = 4;
    private static final int SHORTEST_COUNTRY = 4;

    private final Term[] a;
    private final Term[] b;
    private final double[] inA;
    private final double[] inB;

    Comparison(List<Term> one, List<Term> other) {
        this.a = one.toArray(Term[]::new);
        this.b = other.toArray(Term[]::new);
        this.inA = new double[a.length];
        this.inB = new double[b.length];
        equal();
        equalNumbers();
        writtenApart(a, inA, b, inB);
        writtenApart(b, inB, a, inA);
        prefixed();
        stems();
    }

    private void equal() {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                if (inB[j] == 0 && a[i].equalsNearly(b[j])) {
                    inA[i] = inB[j] = 1;
                    break;
                }
            }
        }
    }

    /// `24` and `24 inch`, `2007` and version 2007.
    private void equalNumbers() {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; inA[i] == 0 && a[i].isNumeric() && j < b.length; j++) {
                if (inB[j] == 0
                        && b[j].isNumeric()
                        && a[i].sameValue(b[j])
                        && (a[i].kind() != Kind.QUANTITY || b[j].kind() != Kind.QUANTITY)) {
                    inA[i] = inB[j] = NEARLY;
                }
            }
        }
    }

    /// `wi fi` and `wifi`, `rtx 3090` and `rtx3090`.
    private static void writtenApart(Term[] apart, double[] inApart, Term[] together, double[] inTogether) {
        for (int i = 0; i + 1 < apart.length; i++) {
            if (inApart[i] > 0 && inApart[i + 1] > 0) {
                continue;
            }
            String first = apart[i].text();
            String second = apart[i + 1].text();
            for (int j = 0; j < together.length; j++) {
                String whole = together[j].text();
                if (inTogether[j] == 0
                        && together[j].kind() != Kind.QUANTITY
                        && whole.length() == first.length() + second.length()
                        && whole.startsWith(first)
                        && whole.endsWith(second)) {
                    inApart[i] = inApart[i + 1] = inTogether[j] = 1;
                    break;
                }
            }
        }
    }

    /// A number, and the same behind the letters of its maker: `hp` and `c9457a`, `hpc9457a`.
    private void prefixed() {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; inA[i] == 0 && a[i].kind() == Kind.CODE && j < b.length; j++) {
                if (inB[j] == 0
                        && b[j].kind() == Kind.CODE
                        && (isPrefixed(a[i], b[j])
                                || isPrefixed(b[j], a[i])
                                || isOrdered(a[i].text(), b[j].text())
                                || isOrdered(b[j].text(), a[i].text()))) {
                    inA[i] = inB[j] = 1;
                }
            }
        }
    }

    private static boolean isPrefixed(Term whole, Term bare) {
        int letters = whole.text().length() - bare.text().length();
        if (letters < SHORTEST_PREFIX
                || letters > LONGEST_PREFIX
                || bare.text().length() < SHORTEST_MODEL_STEM
                || !bare.isModel()
                || !whole.text().endsWith(bare.text())) {
            return false;
        }
        for (int i = 0; i < letters; i++) {
            if (!Character.isLetter(whole.text().charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// An order number holds the model number, with letters for color and country behind it: `s926b`,
    /// `sms926bzydeue`. A letter or two more would be another model.
    private static boolean isOrdered(String order, String model) {
        int at = order.length() >= model.length() + SHORTEST_COUNTRY ? order.lastIndexOf(model) : -1;
        int end = at + model.length();
        if (at < 0
                || at > LONGEST_PREFIX
                || model.length() < SHORTEST_MODEL_STEM
                || !Character.isLetter(model.charAt(0))
                || order.length() - end < SHORTEST_COUNTRY) {
            return false;
        }
        for (int i = 0; i < order.length(); i++) {
            if ((i < at || i >= end) && !Character.isLetter(order.charAt(i))) {
                return false;
            }
        }
        return Words.kindOf(order.substring(end)) == Kind.WORD;
    }

    /// `camcorder` and `camcorders`, a model number and the same with a suffix for its color or country.
    private void stems() {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; inA[i] == 0 && j < b.length; j++) {
                if (inB[j] == 0 && sharesStem(a[i], b[j])) {
                    inA[i] = inB[j] = NEARLY;
                }
            }
        }
    }

    private static boolean sharesStem(Term one, Term other) {
        if (one.kind() != other.kind() || (one.kind() != Kind.WORD && !(one.isModel() && other.isModel()))) {
            return false;
        }
        String shorter = one.text().length() <= other.text().length() ? one.text() : other.text();
        String longer = one.text().length() <= other.text().length() ? other.text() : one.text();
        return one.kind() == Kind.CODE
                ? shorter.length() >= SHORTEST_MODEL_STEM && longer.contains(shorter)
                : shorter.length() >= SHORTEST_STEM
                        && longer.startsWith(shorter)
                        && longer.length() - shorter.length() <= 3;
    }

    /// Terms that both have, as the first has them.
    List<Term> shared() {
        List<Term> shared = new ArrayList<>();
        for (int i = 0; i < a.length; i++) {
            if (inA[i] > 0) {
                shared.add(a[i]);
            }
        }
        return shared;
    }

    /// What only the first says, of its first so many terms.
    List<Term> onlyInFirst(int count) {
        return unmatched(a, inA, count);
    }

    List<Term> onlyInSecond(int count) {
        return unmatched(b, inB, count);
    }

    private static List<Term> unmatched(Term[] terms, double[] matched, int count) {
        List<Term> only = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (matched[i] == 0) {
                only.add(terms[i]);
            }
        }
        return only;
    }

    /// The part of the first's weight that the second has too, of its first so many terms.
    double covered(int titleTerms) {
        return covered(a, inA, titleTerms);
    }

    double coveredInSecond(int titleTerms) {
        return covered(b, inB, titleTerms);
    }

    private static double covered(Term[] terms, double[] matched, int count) {
        double all = 0;
        double shared = 0;
        for (int i = 0; i < count; i++) {
            double weight = terms[i].weight();
            all += weight;
            shared += weight * matched[i];
        }
        return all == 0 ? 0 : shared / all;
    }

    /// The longest model number that both have in full; 0 without one.
    int sharedModelLength() {
        return longestShared(Term::isModel);
    }

    /// The longest part number that both have in full; 0 without one.
    int sharedPartLength() {
        return longestShared(Term::isPartNumber);
    }

    private int longestShared(Predicate<Term> which) {
        return Math.max(longest(a, inA, which), longest(b, inB, which));
    }

    private static int longest(Term[] terms, double[] matched, Predicate<Term> which) {
        int longest = 0;
        for (int i = 0; i < terms.length; i++) {
            if (matched[i] == 1 && which.test(terms[i])) {
                longest = Math.max(longest, terms[i].text().length());
            }
        }
        return longest;
    }

    /// Whether both have model numbers that are only alike, and neither part of one that both have in full.
    boolean sharesModelStem() {
        for (int i = 0; i < a.length; i++) {
            if (inA[i] == NEARLY && a[i].isModel() && !isPartOfShared(a[i].text())) {
                return true;
            }
        }
        return false;
    }

    private boolean isPartOfShared(String text) {
        for (int i = 0; i < a.length; i++) {
            if (inA[i] == 1
                    && a[i].isModel()
                    && a[i].text().length() >= SHORTEST_MODEL_STEM
                    && (a[i].text().contains(text) || text.contains(a[i].text()))) {
                return true;
            }
        }
        return false;
    }
}
