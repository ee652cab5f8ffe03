package dev.aisle.supply.extract.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// The buttons on a page that put a thing into a cart or buy it.
public final class BuyButtons {

    private static final int MOST = 200;
    private static final int LONGEST_LABEL = 45;
    private static final int LEVELS = 5;
    private static final Pattern NAMED = Pattern.compile(
            "add[-_ ]?(?:product[-_ ]?)?to[-_ ]?(?:cart|basket|bag|trolley)|buy[-_]?(?:now|button|btn)|btn[-_]?buy"
                    + "|button[-_]?cart|cart[-_]?button|cart[-_]add|btn[-_]?cart|add[-_]cart|addcart");

    private final List<Element> buttons = new ArrayList<>();
    private final Set<Element> around = new HashSet<>();
    private boolean disabledOnly = true;

    public BuyButtons(PageFacts facts) {
        for (Element element : facts.page()
                .select("button, input[type=submit], input[type=button], input[type=image], a, [role=button]")) {
            if (buttons.size() >= MOST) {
                break;
            }
            if (buys(element)) {
                add(element);
            }
        }
    }

    public boolean any() {
        return !buttons.isEmpty();
    }

    public List<Element> all() {
        return buttons;
    }

    /// Whether every such button is switched off.
    public boolean disabledOnly() {
        return disabledOnly;
    }

    /// Whether one of the buttons stands a few levels around an element.
    public boolean near(Element element) {
        Element outer = element;
        for (int i = 0; i <= LEVELS && outer != null; i++, outer = outer.parent()) {
            if (around.contains(outer)) {
                return true;
            }
        }
        return false;
    }

    private void add(Element button) {
        buttons.add(button);
        disabledOnly &= button.hasAttr("disabled") || button.hasClass("disabled");
        Element outer = button;
        for (int i = 0; i <= LEVELS && outer != null; i++, outer = outer.parent()) {
            around.add(outer);
        }
    }

    private static boolean buys(Element element) {
        String label = element.normalName().equals("input")
                ? element.attr("value") + ' ' + element.attr("alt")
                : element.text();
        if (label.isBlank()) {
            label = element.attr("aria-label").isBlank() ? element.attr("title") : element.attr("aria-label");
        }
        if (!label.isBlank() && label.length() <= LONGEST_LABEL && PageWords.isOne(PageWords.Kind.BUY, label)) {
            return true;
        }
        String names = (element.id()
                        + ' '
                        + element.className()
                        + ' '
                        + element.attr("name")
                        + ' '
                        + element.attr("data-action")
                        + ' '
                        + element.attr("data-testid"))
                .toLowerCase(Locale.ROOT);
        return names.length() > 5
                && label.length() <= LONGEST_LABEL
                && NAMED.matcher(names).find();
    }
}
