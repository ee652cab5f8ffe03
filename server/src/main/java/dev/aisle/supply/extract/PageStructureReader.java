package dev.aisle.supply.extract;

import dev.aisle.base.money.PriceText;
import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.supply.extract.draft.Draft;
import dev.aisle.supply.extract.page.AddressCodes;
import dev.aisle.supply.extract.page.BuyButtons;
import dev.aisle.supply.extract.page.Cards;
import dev.aisle.supply.extract.page.LabelledCodes;
import dev.aisle.supply.extract.page.MainImage;
import dev.aisle.supply.extract.page.PageFacts;
import dev.aisle.supply.extract.page.PageText;
import dev.aisle.supply.extract.page.PageTitle;
import dev.aisle.supply.extract.page.SpecTable;
import dev.aisle.supply.extract.page.StockSigns;
import dev.aisle.supply.extract.page.Tokens;
import dev.aisle.supply.extract.page.VisiblePrices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/// What a page shows its readers, where markup is missing or leaves something open: the heading, the price that stands
/// out, the price struck through beside it, codes behind labels, and whether it can be bought.
final class PageStructureReader {

    /// @param priceScore how clearly one price stands out
    /// @param gone whether it is told to be sold out
    /// @param amounts every amount shown as a price
    record Shown(Draft draft, double priceScore, boolean buys, boolean hasCode, boolean gone, Set<BigDecimal> amounts) {

        private static final double CLEAR = 6;
        private static final double VERY_CLEAR = 9;

        /// Whether the page looks like one thing for sale without any markup to say so.
        boolean isOffer() {
            boolean priced =
                    draft.says(Field.PRICE) && (priceScore >= VERY_CLEAR || (priceScore >= CLEAR && (buys || hasCode)));
            return draft.says(Field.TITLE) && (priced || (gone && hasCode));
        }

        /// Whether it looks so beyond doubt.
        boolean isClearOffer() {
            return draft.says(Field.TITLE) && draft.says(Field.PRICE) && priceScore >= VERY_CLEAR && buys;
        }
    }

    private static final double LEAST_PRICE_SCORE = 3.5;
    private static final double SURE_PRICE_SCORE = 6;
    private static final double MOST_AHEAD = 3;
    private static final int BESIDE = 40;
    private static final int TOGETHER = 10;
    private static final int RIGHT_BESIDE = 3;
    private static final int NEAR = 700;
    private static final String DESCRIPTIONS = "[id*=description], [class*=description], [class*=Description]";
    private static final int SHORTEST_DESCRIPTION = 60;
    private static final int LONGEST_DESCRIPTION = 20_000;
    private static final double LABELLED_SKU = 0.96;
    private static final double SKU_IN_ADDRESS = 0.93;
    private static final double SKU_OF_ADDRESS_ALONE = 0.35;

    private final PageFacts facts;
    private final Draft draft = new Draft(Evidence.PAGE_STRUCTURE);
    private final PageText page;
    private final Tokens tokens = new Tokens();
    private final BuyButtons buttons;
    private final Cards cards;

    private PageStructureReader(PageFacts facts) {
        this.facts = facts;
        this.page = new PageText(facts);
        this.buttons = new BuyButtons(facts);
        this.cards = new Cards(facts, page, tokens);
    }

    static Shown read(PageFacts facts) {
        return new PageStructureReader(facts).read();
    }

    private Shown read() {
        facts.heading().map(Element::text).ifPresent(it -> draft.say(Field.TITLE, it));
        draft.say(Field.TITLE, PageTitle.withoutSite(facts), 0.8);
        List<VisiblePrices.Tag> prices = VisiblePrices.of(facts, page, tokens, cards, buttons::near);
        Optional<VisiblePrices.Tag> price = theOne(prices);
        price.ifPresent(tag -> say(tag, prices));
        new MainImage(facts, page, tokens, cards).find().ifPresent(image -> draft.say(Field.IMAGE, image.toString()));
        SpecTable.rows(facts, cards).forEach(row -> draft.attribute(row.label(), row.value()));
        description().ifPresent(text -> draft.say(Field.DESCRIPTION, text));
        boolean hasCode = codes();
        AddressCodes.of(facts).ifPresent(code -> draft.sayFor(Field.SKU, code, SKU_OF_ADDRESS_ALONE));
        Optional<StockSigns.Sign> stock = new StockSigns(page, tokens, buttons, cards).read();
        stock.ifPresent(sign -> draft.say(Field.AVAILABILITY, sign.availability(), sign.sure()));
        boolean buys = buttons.all().stream().anyMatch(button -> cards.against(button) == 0);
        boolean gone = stock.map(sign -> sign.availability().equals("OutOfStock") && sign.sure() >= 0.8)
                .orElse(false);
        return new Shown(
                draft, price.map(tag -> clearness(tag, prices)).orElse(0.0), buys, hasCode, gone, amounts(prices));
    }

    /// The likeliest price. One that is only called old is the price of before where another stands open beside it;
    /// where none does, it is the price.
    private static Optional<VisiblePrices.Tag> theOne(List<VisiblePrices.Tag> prices) {
        return prices.stream()
                .filter(tag -> tag.score() >= LEAST_PRICE_SCORE && tag.standing() != VisiblePrices.Standing.STRUCK)
                .filter(tag -> tag.standing() != VisiblePrices.Standing.CALLED_OTHER || tag.score() >= SURE_PRICE_SCORE)
                .filter(tag -> tag.standing() != VisiblePrices.Standing.CALLED_OLD
                        || prices.stream()
                                .noneMatch(other -> other.standing() == VisiblePrices.Standing.OPEN
                                        && other.score() >= LEAST_PRICE_SCORE
                                        && Math.abs(other.at() - tag.at()) <= BESIDE))
                .findFirst()
                .map(tag -> withCents(tag, prices));
    }

    /// Pages that set cents apart show the whole price once more for readers who listen: the same price
    /// beside it, with cents, is the one.
    private static VisiblePrices.Tag withCents(VisiblePrices.Tag whole, List<VisiblePrices.Tag> prices) {
        if (whole.amount().stripTrailingZeros().scale() > 0) {
            return whole;
        }
        return prices.stream()
                .filter(tag -> Math.abs(tag.at() - whole.at()) <= RIGHT_BESIDE && !tag.struck())
                .filter(tag -> tag.amount().stripTrailingZeros().scale() > 0)
                .filter(tag -> tag.amount().setScale(0, RoundingMode.DOWN).compareTo(whole.amount()) == 0)
                .findFirst()
                .orElse(whole);
    }

    private static Set<BigDecimal> amounts(List<VisiblePrices.Tag> prices) {
        return prices.stream().map(tag -> tag.amount().stripTrailingZeros()).collect(Collectors.toSet());
    }

    /// A price's score, and how far it is ahead of the next one that says something else.
    private static double clearness(VisiblePrices.Tag price, List<VisiblePrices.Tag> all) {
        double next = all.stream()
                .filter(tag -> !tag.struck() && tag.amount().compareTo(price.amount()) != 0)
                .mapToDouble(VisiblePrices.Tag::score)
                .max()
                .orElse(0);
        return price.score() + Math.min(MOST_AHEAD, Math.max(0, price.score() - next));
    }

    private void say(VisiblePrices.Tag price, List<VisiblePrices.Tag> all) {
        draft.say(Field.PRICE, price.text());
        price.price().mark().ifPresent(mark -> draft.say(Field.CURRENCY, mark));
        all.stream()
                .filter(VisiblePrices.Tag::struck)
                .filter(tag -> Math.abs(tag.at() - price.at()) <= TOGETHER)
                .filter(tag -> isHigher(tag.amount(), price.amount()))
                .min(Comparator.comparingInt(tag -> Math.abs(tag.at() - price.at())))
                .map(VisiblePrices.Tag::text)
                .or(() -> PriceText.before(price.text())
                        .flatMap(PriceText::amount)
                        .filter(before -> isHigher(before, price.amount()))
                        .map(BigDecimal::toPlainString))
                .ifPresent(before -> draft.say(Field.LIST_PRICE, before));
    }

    /// A price of before is higher, but not of another order.
    private static boolean isHigher(BigDecimal before, BigDecimal now) {
        return before.compareTo(now) > 0 && before.compareTo(now.multiply(BigDecimal.TEN)) < 0;
    }

    /// The longest text in an element that is called a description.
    private Optional<String> description() {
        String longest = "";
        for (Element element : facts.page().select(DESCRIPTIONS)) {
            String text = element.wholeText().strip();
            if (text.length() > longest.length()
                    && text.length() <= LONGEST_DESCRIPTION
                    && !page.holdsHeading(element)
                    && cards.against(element) == 0) {
                longest = text;
            }
        }
        return longest.length() < SHORTEST_DESCRIPTION ? Optional.empty() : Optional.of(longest);
    }

    private boolean codes() {
        boolean sku = false;
        int heading = page.headingPlace();
        for (LabelledCodes.Code code : LabelledCodes.of(facts, page)) {
            boolean near = code.at() >= heading - 30
                    && code.at() <= heading + NEAR
                    && !page.runs().get(code.at()).hidden();
            double trust = near ? 1 : 0.8;
            switch (code.field()) {
                case SKU -> {
                    draft.sayFor(
                            Field.SKU,
                            code.value(),
                            (code.sure() >= 1
                                            ? LABELLED_SKU
                                            : code.sure() >= 0.8
                                                    ? SKU_IN_ADDRESS * (code.sure() >= 0.9 ? 1 : 0.98)
                                                    : 0.6)
                                    * trust);
                    sku |= near;
                }
                default -> draft.say(code.field(), code.value(), code.sure() * trust);
            }
        }
        return sku;
    }
}
