package dev.aisle.supply.extract.page;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// The cards on a page: small blocks, mostly several of a kind, that show another thing with its price and lead to its
/// page.
public final class Cards {

    private static final int CARD_LEVELS = 9;
    private static final int MOST_PRICES_IN_A_CARD = 3;
    private static final Pattern PICTURE = Pattern.compile("(?i)\\.(?:jpe?g|png|webp|avif|gif)$");
    private static final Set<String> CHROME = Set.of("header", "footer", "nav", "aside");

    private final PageFacts facts;
    private final PageText page;
    private final Tokens tokens;
    private final Map<Element, Integer> pricesIn = new HashMap<>();
    private final Map<Element, Boolean> leadsAway = new HashMap<>();
    private final Map<Element, Boolean> cards = new HashMap<>();

    public Cards(PageFacts facts, PageText page, Tokens tokens) {
        this.facts = facts;
        this.page = page;
        this.tokens = tokens;
    }

    public void addPrice(Element element) {
        for (Element around = element; around != null; around = around.parent()) {
            pricesIn.merge(around, 1, Integer::sum);
        }
    }

    /// How much speaks against an element belonging to what the page is about: 0 for nothing.
    public double against(Element element) {
        double against = 0;
        boolean card = false;
        boolean chrome = false;
        boolean others = false;
        Element around = element;
        for (int i = 0; around != null && !page.holdsHeading(around); i++, around = around.parent()) {
            chrome |= CHROME.contains(around.normalName());
            others |= tokens.near(around, 0, ElementNames.OTHERS);
            if (i <= CARD_LEVELS && !card) {
                card = leadsElsewhere(around) || isCard(around);
            }
        }
        against += chrome ? 3 : 0;
        against += others ? 3 : 0;
        against += card ? 6 : 0;
        return against;
    }

    private boolean leadsElsewhere(Element element) {
        return element.normalName().equals("a") && isElsewhere(element);
    }

    private boolean isElsewhere(Element anchor) {
        String href = anchor.attr("href").strip();
        if (href.isEmpty() || href.startsWith("#") || href.regionMatches(true, 0, "javascript:", 0, 11)) {
            return false;
        }
        return facts.resolve(href)
                .filter(url -> !PICTURE.matcher(url.getRawPath()).find())
                .map(url -> !facts.isHere(url))
                .orElse(false);
    }

    private boolean isCard(Element element) {
        Boolean answer = cards.get(element);
        if (answer == null) {
            answer = isOneOfManyCards(element);
            cards.put(element, answer);
        }
        return answer;
    }

    /// Whether an element has siblings of its kind which show prices and lead to other pages as it does.
    private boolean isOneOfManyCards(Element element) {
        if (hasLinkedPicture(element)) {
            return true;
        }
        Element parent = element.parent();
        if (parent == null || pricesIn.getOrDefault(parent, 0) <= pricesIn.getOrDefault(element, 0)) {
            return false;
        }
        int alike = 0;
        for (Element sibling : parent.children()) {
            if (sibling.normalName().equals(element.normalName())
                    && pricesIn.containsKey(sibling)
                    && isElsewhereInside(sibling)) {
                alike++;
            }
        }
        return alike >= 2 && isElsewhereInside(element);
    }

    private boolean isElsewhereInside(Element element) {
        Boolean answer = leadsAway.get(element);
        if (answer == null) {
            answer = hasWayOut(element);
            leadsAway.put(element, answer);
        }
        return answer;
    }

    /// Whether an element shows a picture or a heading and leads to another page.
    private boolean hasWayOut(Element element) {
        if (element.selectFirst("img, picture, h2, h3, h4, h5, h6") == null) {
            return false;
        }
        for (Element anchor : element.select("a[href]")) {
            if (isElsewhere(anchor)) {
                return true;
            }
        }
        return false;
    }

    /// A picture that leads to another page, with a caption that leads to the same.
    private boolean hasLinkedPicture(Element element) {
        if (pricesIn.getOrDefault(element, 0) > MOST_PRICES_IN_A_CARD) {
            return false;
        }
        Set<String> pictured = new HashSet<>();
        for (Element anchor : element.select("a[href]:has(img)")) {
            if (isElsewhere(anchor)) {
                pictured.add(anchor.attr("href"));
            }
        }
        for (Element anchor : pictured.isEmpty() ? List.<Element>of() : element.select("a[href]")) {
            if (pictured.contains(anchor.attr("href")) && anchor.text().length() > 1) {
                return true;
            }
        }
        return false;
    }
}
