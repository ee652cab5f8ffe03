package dev.aisle.supply.extract;

import dev.aisle.supply.extract.markup.Thing;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The prices of one schema.org offer: what a shopper without membership pays for one piece with tax, and the price of
/// before. An offer says them itself or in price specifications, of which those with the fewest conditions count.
record OfferPrices(Optional<String> price, Optional<String> currency, Optional<String> listPrice) {

    private static final Set<String> LIST_PRICES =
            Set.of("listprice", "srp", "msrp", "strikethroughprice", "regularprice");

    static OfferPrices of(Thing offer) {
        Optional<String> price = offer.text("price").filter(SchemaOffers::isAboveZero);
        Optional<String> currency = offer.text("priceCurrency");
        Optional<String> listPrice = Optional.empty();
        int fewest = Integer.MAX_VALUE;
        Optional<String> specified = Optional.empty();
        for (Thing specification : offer.things("priceSpecification")) {
            Optional<String> said = specification.firstText("price", "minPrice").filter(SchemaOffers::isAboveZero);
            int conditions = conditions(specification);
            if (said.isEmpty() || isForOthers(specification)) {
                continue;
            }
            if (isListPrice(specification)) {
                listPrice = listPrice.or(() -> said);
            } else if (conditions < fewest) {
                fewest = conditions;
                specified = said;
            }
            currency = currency.or(() -> specification.text("priceCurrency"));
        }
        Optional<String> unconditional = specified;
        return new OfferPrices(
                price.or(() -> unconditional).or(() -> offer.text("lowPrice").filter(SchemaOffers::isAboveZero)),
                currency,
                listPrice);
    }

    /// How much stands between a specification and the price of one piece: a price per unit of measure, for many
    /// pieces, by instalments, without tax.
    private static int conditions(Thing specification) {
        boolean perUnit = specification.things("referenceQuantity").stream()
                .anyMatch(quantity -> !quantity.has("valueReference"));
        boolean forMany = specification.things("eligibleQuantity").stream()
                .flatMap(quantity -> quantity.firstText("minValue", "value").stream())
                .anyMatch(OfferPrices::isMoreThanOne);
        boolean inParts = specification.has("billingDuration")
                || specification.has("billingIncrement")
                || specification.has("priceComponentType");
        boolean withoutTax = specification
                .text("valueAddedTaxIncluded")
                .map(it -> Thing.localName(it).equalsIgnoreCase("false"))
                .orElse(false);
        return (perUnit ? 1 : 0) + (forMany ? 1 : 0) + (inParts ? 1 : 0) + (withoutTax ? 1 : 0);
    }

    private static boolean isForOthers(Thing specification) {
        return specification.has("validForMemberTier")
                || specification.is("DeliveryChargeSpecification", "PaymentChargeSpecification");
    }

    private static boolean isListPrice(Thing specification) {
        String type =
                specification.text("priceType").map(Thing::localName).orElse("").toLowerCase(Locale.ROOT);
        return LIST_PRICES.contains(type);
    }

    private static boolean isMoreThanOne(String number) {
        try {
            return new BigDecimal(number).compareTo(BigDecimal.ONE) > 0;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }
}
