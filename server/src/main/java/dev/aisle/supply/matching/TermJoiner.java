package dev.aisle.supply.matching;

import dev.aisle.supply.matching.Term.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the numbers of a title to the units, generations, bundles and standards beside them. Nothing is put together
/// over a mark that parts what stands on its sides.
final class TermJoiner {

    /// Versions of standards are small numbers.
    private static final int LARGEST_VERSION = 30;

    private final List<Term> terms;
    private final BitSet breaks;
    private final List<Term> joined;
    private int head;
    private int at;

    /// @param breaks before which terms a mark stands
    /// @param head how many of the terms name the thing; less than 0 where no mark says so
    TermJoiner(List<Term> terms, BitSet breaks, int head) {
        this.terms = terms;
        this.breaks = breaks;
        this.head = head;
        this.joined = new ArrayList<>(terms.size());
    }

    List<Term> joined() {
        int cut = head;
        for (at = 0; at < terms.size(); ) {
            if (cut >= 0 && at >= cut) {
                head = joined.size();
                cut = -1;
            }
            next();
        }
        return joined;
    }

    /// How many of the joined terms name the thing; less than 0 where no mark says so.
    int head() {
        return head;
    }

    private void next() {
        Term term = terms.get(at);
        Term next = term(at + 1);
        if (next != null && term.text().equals("wi") && next.text().equals("fi")) {
            add(Term.word("wifi"), 2);
        } else if (term.kind() == Kind.STANDARD) {
            standard(term);
        } else if (next != null && isCount(term) && isPlainWord(next) && isMeasure(next.text())) {
            Units.Unit unit = Units.of(next.text());
            add(unit == null ? version(term) : TitleReader.quantity(term.value(), unit), 2);
        } else if (next != null && isPlainWord(term) && Words.isGeneration(term.text()) && isNumbered(next)) {
            add(version(next), 2);
        } else if (next != null
                && isPlainWord(term)
                && Words.isPacked(term.text())
                && next.text().equals("of")) {
            packed(term);
        } else {
            add(term, 1);
        }
    }

    /// `box of 12`.
    private void packed(Term term) {
        Term count = term(at + 2);
        if (count != null && isCount(count)) {
            add(new Term(Kind.QUANTITY, "pieces", count.value()), 3);
        } else {
            add(term, 1);
        }
    }

    /// A standard and its version; its generation, as in `usb 3.2 gen 2`, is not the thing's.
    private void standard(Term term) {
        Term next = breaks.get(at + 1) ? null : term(at + 1);
        if (next != null && term.value() == 0 && isVersion(next) && !isUnit(term(at + 2))) {
            add(new Term(Kind.STANDARD, term.text(), next.value()), 2);
        } else {
            add(term, 1);
        }
        Term after = term(at);
        if (after != null && !breaks.get(at)) {
            Term count = term(at + 1);
            if (after.kind() == Kind.VERSION) {
                at++;
            } else if (count != null && Words.isGeneration(after.text()) && isCount(count)) {
                at += 2;
            }
        }
    }

    private void add(Term term, int read) {
        joined.add(term);
        at += read;
    }

    private @Nullable Term term(int index) {
        return index < terms.size() ? terms.get(index) : null;
    }

    private static boolean isMeasure(String word) {
        Units.Unit unit = Units.of(word);
        return unit == null ? Words.isGeneration(word) : !unit.tight();
    }

    private static Term version(Term number) {
        return new Term(Kind.VERSION, "", number.value());
    }

    private static boolean isUnit(@Nullable Term term) {
        return term != null && isPlainWord(term) && Units.of(term.text()) != null;
    }

    private static boolean isVersion(Term term) {
        return term.kind() == Kind.VERSION || (term.kind() == Kind.NUMBER && term.value() < LARGEST_VERSION);
    }

    private static boolean isNumbered(Term term) {
        return isCount(term) || term.kind() == Kind.VERSION;
    }

    static boolean isCount(Term term) {
        return term.kind() == Kind.NUMBER || term.kind() == Kind.YEAR;
    }

    private static boolean isPlainWord(Term term) {
        return term.kind() == Kind.WORD || term.kind() == Kind.FILLER;
    }
}
