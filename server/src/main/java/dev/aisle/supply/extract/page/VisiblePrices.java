package dev.aisle.supply.extract.page;

import dev.aisle.base.money.PriceText;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// The prices a reader sees on a page, and how likely each is the price of what the page is about: by what
/// its elements are called, how near it stands to the heading and to a button that buys, and whether it
/// belongs to one of many cards that lead to other pages.
public final class VisiblePrices {

    private static final int LEVELS_UP = 3;
    private static final int LEVELS_AROUND = 2;
    private static final double PER_STEP_AFTER = 120;
    private static final double PER_STEP_BEFORE = 40;

    private static final Set<String> CHOICE_ELEMENTS = Set.of("option", "button", "label");
    private static final Set<String> BOLD = Set.of("h1", "h2", "h3", "strong", "b", "big");
    private static final Pattern FONT_SIZE = Pattern.compile("font(?:-size)?:[^;]{0,30}?(\\d{2})px");
    private static final int LARGE_FONT = 18;

    /// What a price is to the reader, by how it is set and what its element is called.
    public enum Standing {
        OPEN,
        STRUCK,
        CALLED_OLD,
        CALLED_OTHER
    }

    /// A price as it stands on the page.
    public record Tag(Element element, String text, PriceText price, int at, Standing standing, double score) {

        /// Whether it is shown, or at least called, the price of before.
        public boolean struck() {
            return standing == Standing.STRUCK || standing == Standing.CALLED_OLD;
        }

        public BigDecimal amount() {
            return price.amount().orElse(BigDecimal.ZERO);
        }
    }

    private final PageText page;
    private final Tokens tokens;
    private final Predicate<Element> nearBuyButton;
    private final Cards cards;
    private final Map<BigDecimal, Integer> timesSeen = new HashMap<>();
    private final Optional<BigDecimal> announced;

    private VisiblePrices(
            PageFacts facts, PageText page, Tokens tokens, Cards cards, Predicate<Element> nearBuyButton) {
        this.page = page;
        this.tokens = tokens;
        this.nearBuyButton = nearBuyButton;
        this.cards = cards;
        this.announced = announced(facts);
    }

    /// Every price on the page, the likeliest first. The cards learn where prices stand.
    public static List<Tag> of(
            PageFacts facts, PageText page, Tokens tokens, Cards cards, Predicate<Element> nearBuyButton) {
        VisiblePrices prices = new VisiblePrices(facts, page, tokens, cards, nearBuyButton);
        List<PricesSeen.Seen> seen = PricesSeen.on(page, tokens);
        seen.forEach(prices::count);
        return seen.stream()
                .map(prices::judge)
                .sorted(Comparator.comparingDouble(Tag::score).reversed())
                .toList();
    }

    private void count(PricesSeen.Seen seen) {
        timesSeen.merge(seen.amount(), 1, Integer::sum);
        cards.addPrice(seen.element());
    }

    private Tag judge(PricesSeen.Seen seen) {
        Element element = seen.element();
        BigDecimal amount = seen.amount();
        PriceText.Kind kind = kind(seen);
        Standing standing = standing(element, kind);
        double score = seen.price().mark().isPresent() ? 2 : 0;
        score +=
                tokens.near(element, 1, ElementNames.PRICE) ? 3 : tokens.near(element, 3, ElementNames.PRICE) ? 1.5 : 0;
        score += tokens.near(element, 2, ElementNames.NOW) ? 1.5 : 0;
        score += stands(element) ? 1 : 0;
        score -= standing == Standing.CALLED_OTHER ? 6 : isAmong(element) || kind == PriceText.Kind.WITHOUT_TAX ? 3 : 0;
        score -= tokens.near(element, 4, ElementNames.CHOICES) || isInside(element, CHOICE_ELEMENTS, 4) ? 5 : 0;
        score -= seen.text().length() > 30 ? 1 : 0;
        score -= numbersIn(seen.text()) > 1 ? 2 : 0;
        score -= isPerSomething(seen.text()) ? 3 : 0;
        score += announced.map(it -> it.compareTo(amount) == 0).orElse(false) ? 2.5 : 0;
        score += nearHeading(seen.at());
        score += nearBuyButton.test(element) ? 2 : 0;
        score += Math.min(2, timesSeen.getOrDefault(amount, 0) - 1) * 0.5;
        score -= cards.against(element);
        return new Tag(
                element,
                seen.text(),
                seen.price(),
                seen.at(),
                standing,
                standing == Standing.STRUCK ? score - 4 : score);
    }

    /// What the words in and right around a price say of it.
    private PriceText.Kind kind(PricesSeen.Seen seen) {
        if (seen.price().kind() != PriceText.Kind.PLAIN) {
            return seen.price().kind();
        }
        Element block = seen.element();
        for (int i = 0; i < LEVELS_AROUND && block.parent() != null; i++) {
            block = block.parent();
        }
        String lead = page.wordsBefore(seen.element(), block);
        String tail = page.wordsBehind(seen.element(), block);
        return lead.isEmpty() && tail.isEmpty()
                ? PriceText.Kind.PLAIN
                : PriceText.read(lead + ' ' + seen.text() + ' ' + tail).kind();
    }

    private Standing standing(Element element, PriceText.Kind kind) {
        if (isStruck(element)) {
            return Standing.STRUCK;
        }
        if (kind == PriceText.Kind.BEFORE || tokens.near(element, 1, ElementNames.BEFORE)) {
            return Standing.CALLED_OLD;
        }
        boolean other = kind == PriceText.Kind.PART
                || kind == PriceText.Kind.OTHER
                || kind == PriceText.Kind.FOR_MEMBERS
                || tokens.near(element, 1, ElementNames.NOT_IT)
                || (tokens.near(element, 1, ElementNames.TAX) && !tokens.near(element, 1, ElementNames.NOW));
        return other ? Standing.CALLED_OTHER : Standing.OPEN;
    }

    /// Whether it stands among money that is not the price.
    private boolean isAmong(Element element) {
        return tokens.near(element, 3, ElementNames.NOT_IT) || tokens.near(element, 3, ElementNames.TAX);
    }

    /// The amount that the page's description for searchers names.
    private static Optional<BigDecimal> announced(PageFacts facts) {
        for (Element meta :
                facts.page().select("meta[name=description], meta[property=og:description], meta[property=og:title]")) {
            PriceText price = PriceText.read(meta.attr("content"));
            if (PricesSeen.isPrice(price)) {
                return price.amount();
            }
        }
        return Optional.empty();
    }

    /// Whether an element is set large or bold by hand.
    private static boolean stands(Element element) {
        if (BOLD.contains(element.normalName())) {
            return true;
        }
        Matcher size = FONT_SIZE.matcher(element.attr("style"));
        return size.find() && Integer.parseInt(size.group(1)) >= LARGE_FONT;
    }

    private static boolean isInside(Element element, Set<String> names, int levels) {
        Element around = element;
        for (int i = 0; i <= levels && around != null; i++, around = around.parent()) {
            if (names.contains(around.normalName())) {
                return true;
            }
        }
        return false;
    }

    private static int numbersIn(String text) {
        int numbers = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean part = Character.isDigit(c)
                    || (inside
                            && ".,'’ ".indexOf(c) >= 0
                            && i + 1 < text.length()
                            && Character.isDigit(text.charAt(i + 1)));
            numbers += part && !inside ? 1 : 0;
            inside = part;
        }
        return numbers;
    }

    private boolean isStruck(Element element) {
        Element around = element;
        for (int i = 0; i <= LEVELS_UP && around != null; i++, around = around.parent()) {
            String name = around.normalName();
            if (name.equals("del") || name.equals("s") || name.equals("strike")) {
                return true;
            }
            if (around.attr("style").contains("line-through")) {
                return true;
            }
        }
        return false;
    }

    private double nearHeading(int at) {
        int distance = at - page.headingPlace();
        return distance >= 0 ? 4 * Math.exp(-distance / PER_STEP_AFTER) : 3 * Math.exp(distance / PER_STEP_BEFORE);
    }

    /// `€ 3,20 / 100 g` is not what the thing costs.
    private static boolean isPerSomething(String text) {
        int slash = text.indexOf('/');
        return (slash > 0
                        && slash + 1 < text.length()
                        && text.substring(slash + 1).strip().length() <= 12)
                || text.contains("100 g")
                || text.contains("100 ml")
                || text.startsWith("+");
    }
}
