package dev.aisle.supply.extract;

import dev.aisle.base.money.PriceText;
import dev.aisle.market.listing.Field;
import dev.aisle.supply.extract.draft.Draft;
import dev.aisle.supply.extract.markup.Thing;
import dev.aisle.supply.extract.page.PageFacts;
import dev.aisle.supply.extract.page.Urls;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads the offers of a schema.org product: one `Offer`, several, or an `AggregateOffer` with or without its offers.
/// Of several the cheapest that can be bought is said.
final class SchemaOffers {

    private static final int MOST_OFFERS = 500;
    private static final double LOWEST_OF_A_RANGE = 0.85;

    private record Priced(Thing offer, String price, Optional<String> currency, Optional<String> listPrice) {}

    private final Draft draft;
    private final PageFacts facts;
    private final List<Thing> offers = new ArrayList<>();
    private final List<Thing> ranges = new ArrayList<>();

    private SchemaOffers(Draft draft, PageFacts facts) {
        this.draft = draft;
        this.facts = facts;
    }

    static void read(Thing product, Draft draft, PageFacts facts) {
        SchemaOffers reading = new SchemaOffers(draft, facts);
        product.things("offers").forEach(reading::collect);
        reading.say(product);
    }

    private void collect(Thing offer) {
        if (offers.size() >= MOST_OFFERS) {
            return;
        }
        List<Thing> inner = offer.things("offers");
        if (offer.is("AggregateOffer") || (!inner.isEmpty() && !offer.has("price"))) {
            ranges.add(offer);
            inner.forEach(this::collect);
        } else {
            offers.add(offer);
        }
    }

    private void say(Thing product) {
        List<Priced> priced = offers.stream()
                .map(SchemaOffers::priced)
                .flatMap(Optional::stream)
                .toList();
        Optional<Priced> best = priced.stream()
                .filter(it -> !isGone(it.offer()))
                .filter(it -> it.currency().equals(priced.getFirst().currency()))
                .reduce((one, other) -> less(other.price(), one.price()) ? other : one)
                .or(() -> priced.stream().findFirst());
        boolean several = priced.stream().map(Priced::price).distinct().count() > 1;
        if (best.isPresent()) {
            draft.say(Field.PRICE, best.get().price(), several ? LOWEST_OF_A_RANGE : 1);
            draft.say(Field.CURRENCY, best.get().currency());
            draft.say(Field.LIST_PRICE, best.get().listPrice());
        } else {
            fromRange(product);
        }
        ranges.forEach(range -> draft.say(Field.CURRENCY, range.text("priceCurrency")));
        offers.forEach(offer -> draft.say(Field.CURRENCY, offer.text("priceCurrency")));
        draft.say(Field.CURRENCY, product.text("priceCurrency"));
        availability(product);
        details(best.map(Priced::offer).or(() -> offers.stream().findFirst()), product);
    }

    private void fromRange(Thing product) {
        for (Thing range : ranges) {
            for (String property : List.of("lowPrice", "price", "highPrice")) {
                Optional<String> price = range.text(property).filter(SchemaOffers::isAboveZero);
                if (price.isPresent() && !draft.says(Field.PRICE)) {
                    boolean one = range.text("lowPrice").equals(range.text("highPrice"));
                    draft.say(Field.PRICE, price.get(), one ? 1 : LOWEST_OF_A_RANGE);
                }
            }
        }
        if (!draft.says(Field.PRICE)) {
            offers.stream()
                    .map(offer -> offer.text("price"))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(zero -> draft.say(Field.PRICE, zero));
        }
        if (!draft.says(Field.PRICE)) {
            product.text("price").filter(SchemaOffers::isAboveZero).ifPresent(it -> draft.say(Field.PRICE, it));
        }
    }

    private void availability(Thing product) {
        Optional<Thing> canBeBought = offers.stream()
                .filter(offer -> offer.has("availability") && !isGone(offer))
                .findFirst();
        canBeBought
                .or(() -> offers.stream()
                        .filter(offer -> offer.has("availability"))
                        .findFirst())
                .or(() -> ranges.stream()
                        .filter(range -> range.has("availability"))
                        .findFirst())
                .or(() -> Optional.of(product))
                .flatMap(it -> it.text("availability"))
                .ifPresent(it -> draft.say(Field.AVAILABILITY, it));
    }

    private void details(Optional<Thing> offer, Thing product) {
        offer.flatMap(it -> it.text("itemCondition"))
                .or(() -> product.text("itemCondition"))
                .ifPresent(it -> draft.say(Field.CONDITION, it));
        offer.ifPresent(it -> {
            SchemaCodes.read(it, draft);
            it.things("seller").stream()
                    .filter(seller -> !isThisShop(seller))
                    .findFirst()
                    .flatMap(seller -> seller.text("name"))
                    .ifPresent(name -> draft.say(Field.SELLER, name));
        });
    }

    /// A seller whose address is this very host is the merchant.
    private boolean isThisShop(Thing seller) {
        return seller.text("url")
                .flatMap(facts::resolve)
                .map(url -> Urls.sameHost(url, facts.url()))
                .orElse(false);
    }

    private static Optional<Priced> priced(Thing offer) {
        OfferPrices prices = OfferPrices.of(offer);
        return prices.price().map(it -> new Priced(offer, it, prices.currency(), prices.listPrice()));
    }

    private static boolean isGone(Thing offer) {
        return isGone(offer.text("availability").orElse(""));
    }

    static boolean isGone(String availability) {
        String word = Thing.localName(availability).toLowerCase(Locale.ROOT);
        return word.startsWith("outofstock") || word.equals("soldout") || word.equals("discontinued");
    }

    /// Whether a text holds a digit other than zero; what it is worth is for others to say.
    static boolean isAboveZero(String price) {
        return price.chars().anyMatch(c -> Character.digit(c, 10) > 0);
    }

    private static boolean less(String one, String other) {
        Optional<BigDecimal> price = PriceText.read(one).amount();
        Optional<BigDecimal> least = PriceText.read(other).amount();
        return price.isPresent() && least.isPresent() && price.get().compareTo(least.get()) < 0;
    }
}
