package dev.aisle.supply.extract.page;

import dev.aisle.base.money.PriceText;
import dev.aisle.supply.extract.markup.ElementText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// Finds every price a reader sees on a page, each in the smallest element that shows it whole: in one run of text, in
/// two (a number and its currency), or put together from the parts of a small element.
final class PricesSeen {

    private static final int MOST_PRICES = 400;
    private static final int LONGEST = 60;
    private static final int LONGEST_NUMBER = 15;
    private static final int LONGEST_MARK = 5;
    private static final int LEVELS_UP = 3;

    record Seen(Element element, String text, PriceText price, int at) {
        BigDecimal amount() {
            return price.amount().orElse(BigDecimal.ZERO);
        }
    }

    private final PageText page;
    private final Tokens tokens;

    private PricesSeen(PageText page, Tokens tokens) {
        this.page = page;
        this.tokens = tokens;
    }

    static List<Seen> on(PageText page, Tokens tokens) {
        return new PricesSeen(page, tokens).seen();
    }

    private List<Seen> seen() {
        List<Seen> seen = new ArrayList<>();
        Set<Element> taken = new HashSet<>();
        for (PageText.Run run : page.runs()) {
            if (seen.size() >= MOST_PRICES) {
                break;
            }
            if (!run.hidden() && hasDigit(run.text())) {
                find(run).filter(it -> taken.add(it.element())).ifPresent(seen::add);
            }
        }
        return seen;
    }

    /// The smallest element around a run of text that shows a number as a price: with a currency beside it,
    /// or by a name that says so.
    private Optional<Seen> find(PageText.Run run) {
        if (run.text().length() <= LONGEST) {
            PriceText own = PriceText.read(run.text());
            if (isPrice(own) && !isContinued(run)) {
                return Optional.of(new Seen(run.parent(), run.text(), own, run.at()));
            }
        }
        Optional<Seen> beside = withMarkBeside(run);
        if (beside.isPresent()) {
            return beside;
        }
        Element element = run.parent();
        for (int i = 0; i <= LEVELS_UP && element != null; i++, element = element.parent()) {
            String text = ElementText.joined(element);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            PriceText price = PriceText.read(text);
            if (isPrice(price)) {
                return Optional.of(new Seen(element, text, price, run.at()));
            }
            if (i == LEVELS_UP - 1
                    && price.amount().isPresent()
                    && price.amount().get().signum() > 0) {
                break;
            }
        }
        String alone = ElementText.joined(run.parent());
        PriceText bare = PriceText.read(alone);
        boolean named = tokens.near(run.parent(), 1, ElementNames.PRICE);
        return named && bare.amount().filter(it -> it.signum() > 0).isPresent()
                ? Optional.of(new Seen(run.parent(), alone, bare, run.at()))
                : Optional.empty();
    }

    /// A bare number whose currency is the whole of the run before or behind it.
    private Optional<Seen> withMarkBeside(PageText.Run run) {
        if (run.text().length() > LONGEST_NUMBER || isContinued(run)) {
            return Optional.empty();
        }
        for (int beside : new int[] {run.at() + 1, run.at() - 1}) {
            if (beside < 0 || beside >= page.runs().size()) {
                continue;
            }
            String mark = page.runs().get(beside).text();
            if (mark.length() <= LONGEST_MARK && !hasDigit(mark)) {
                String text = beside > run.at() ? run.text() + ' ' + mark : mark + ' ' + run.text();
                PriceText price = PriceText.read(text);
                if (isPrice(price)) {
                    return Optional.of(new Seen(run.parent(), text, price, run.at()));
                }
            }
        }
        return Optional.empty();
    }

    /// Whether a text has a currency and an amount above zero.
    static boolean isPrice(PriceText price) {
        return price.mark().isPresent()
                && price.amount().filter(it -> it.signum() > 0).isPresent();
    }

    /// Whether the number goes on in the next element, as cents set small do.
    private static boolean isContinued(PageText.Run run) {
        char last = run.text().charAt(run.text().length() - 1);
        if (!Character.isDigit(last) && last != ',' && last != '.') {
            return false;
        }
        String text = behind(run) instanceof Element element ? element.text().strip() : "";
        return !text.isEmpty() && text.length() <= 3 && Character.isDigit(text.charAt(text.length() - 1));
    }

    /// What stands right behind a run of text: in its parent, or behind that.
    private static @Nullable Node behind(PageText.Run run) {
        for (Node node : run.parent().childNodes()) {
            if (node instanceof TextNode text
                    && ElementText.evened(text.getWholeText()).equals(run.text())) {
                return node.nextSibling() == null ? run.parent().nextSibling() : node.nextSibling();
            }
        }
        return null;
    }

    private static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
