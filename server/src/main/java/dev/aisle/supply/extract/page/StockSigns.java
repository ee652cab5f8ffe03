package dev.aisle.supply.extract.page;

import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/// Whether a page shows its reader that the thing can be bought: by what stands where stock is told, by words for sold
/// out near the heading, by a button that buys.
public final class StockSigns {

    /// A sign, in the words of schema.org.
    ///
    /// @param sure how far the sign is believed, 0 to 1
    public record Sign(String availability, double sure) {}

    private static final int LONGEST = 90;
    private static final int LONGEST_IN = 40;
    private static final int NEAR = 250;
    private static final int SLACK = 6;
    private static final Set<String> BUTTONS = Set.of("a", "button");
    private static final Set<String> CHOICES = Set.of("option", "select", "label");

    private final PageText page;
    private final Tokens tokens;
    private final BuyButtons buttons;
    private final Cards cards;

    public StockSigns(PageText page, Tokens tokens, BuyButtons buttons, Cards cards) {
        this.cards = cards;
        this.page = page;
        this.tokens = tokens;
        this.buttons = buttons;
    }

    public Optional<Sign> read() {
        int heading = page.headingPlace();
        boolean buys = buttons.any() && !buttons.disabledOnly();
        Optional<Sign> told = Optional.empty();
        boolean gone = false;
        boolean there = false;
        for (int i = Math.max(0, heading - 20); i < Math.min(page.runs().size(), heading + NEAR * 3); i++) {
            PageText.Run run = page.runs().get(i);
            if (run.hidden() || run.text().length() > LONGEST || isAside(run.parent(), run.text())) {
                continue;
            }
            Optional<Boolean> counted = counted(i);
            boolean out = PageWords.holdsOne(PageWords.Kind.OUT_OF_STOCK, run.text())
                    || counted.filter(any -> !any).isPresent();
            out &= cards.against(run.parent()) == 0;
            boolean in = !out
                    && run.text().length() <= LONGEST_IN
                    && (PageWords.holdsOne(PageWords.Kind.IN_STOCK, run.text())
                            || counted.filter(any -> any).isPresent());
            if (told.isEmpty() && (out || in) && (isLabelled(i) || tokens.near(run.parent(), 2, ElementNames.STOCK))) {
                told = Optional.of(out ? new Sign("OutOfStock", buys ? 0.7 : 1) : new Sign("InStock", 1));
            }
            gone |= out && i < heading + NEAR;
            there |= in && i < heading + NEAR;
        }
        if (told.isPresent()) {
            return told;
        }
        if (gone && !buys) {
            return Optional.of(new Sign("OutOfStock", 0.8));
        }
        return buys || there ? Optional.of(new Sign("InStock", buys ? 0.8 : 0.7)) : Optional.empty();
    }

    /// Whether the words before it announce it, as in a row `Availability: Out of stock`.
    private boolean isLabelled(int run) {
        return run > 0
                && PageWords.isOne(
                        PageWords.Kind.STOCK_LABEL, page.runs().get(run - 1).text());
    }

    /// Whether a count of pieces has any: `Stock: 0`, in one run or in two.
    private Optional<Boolean> counted(int run) {
        String text = page.runs().get(run).text();
        int digits = text.length();
        while (digits > 0 && Character.isDigit(text.charAt(digits - 1))) {
            digits--;
        }
        String label = text.substring(0, digits);
        boolean labelled = label.isEmpty() ? isLabelled(run) : PageWords.isOne(PageWords.Kind.STOCK_LABEL, label);
        return labelled && digits < text.length()
                ? Optional.of(text.substring(digits).chars().anyMatch(c -> Character.digit(c, 10) > 0))
                : Optional.empty();
    }

    /// What is said of one choice, of another product, of a shop in town, or as one of the states that a button may
    /// show.
    private boolean isAside(Element element, String text) {
        Element around = element;
        for (int i = 0; i < 6 && around != null && !page.holdsHeading(around); i++, around = around.parent()) {
            boolean manyWords =
                    BUTTONS.contains(around.normalName()) && around.text().length() > text.length() + SLACK;
            if (manyWords
                    || CHOICES.contains(around.normalName())
                    || tokens.near(around, 0, ElementNames.NOT_FOR_ALL)) {
                return true;
            }
        }
        return false;
    }
}
