package dev.aisle.supply.normalize;

import dev.aisle.base.money.PriceText;
import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Listing;
import java.math.BigDecimal;
import java.util.Optional;

/// What buyers said: a value on its scale, and how many they were. Without a buyer there is no rating.
final class RatingReading {

    private static final double USUAL_SCALE = 5;
    private static final double LARGEST_SCALE = 100;
    private static final long LARGEST_COUNT = 1_000_000_000;

    private RatingReading() {}

    static Optional<Listing.Rating> of(Draft draft) {
        if (draft.raw().said(Field.RATING).isEmpty()) {
            return Optional.empty();
        }
        Optional<Double> value = draft.take(Field.RATING, RatingReading::decimal);
        Optional<Long> count = draft.take(Field.RATING_COUNT, RatingReading::count);
        double scale = draft.take(Field.RATING_SCALE, RatingReading::decimal)
                .filter(it -> it > 0 && it <= LARGEST_SCALE)
                .orElseGet(() -> scaleFor(value.orElse(0.0)));
        boolean usable = value.isPresent() && value.get() > 0 && value.get() <= scale && count.orElse(0L) > 0;
        if (!usable) {
            draft.origins().remove(Field.RATING);
            draft.origins().remove(Field.RATING_SCALE);
            draft.origins().remove(Field.RATING_COUNT);
            return Optional.empty();
        }
        return Optional.of(new Listing.Rating(value.get(), scale, count.get()));
    }

    private static double scaleFor(double value) {
        return value <= USUAL_SCALE ? USUAL_SCALE : value <= 10 ? 10 : LARGEST_SCALE;
    }

    /// The first number, with a point or a comma: `4,5 von 5` is 4.5.
    private static Optional<Double> decimal(String said) {
        PriceText number = PriceText.read(said);
        return (number.thousandsAssumed() ? number.decimalReading() : number)
                .amount()
                .map(BigDecimal::doubleValue);
    }

    private static Optional<Long> count(String said) {
        return PriceText.read(said).amount().map(BigDecimal::longValue).filter(it -> it >= 0 && it <= LARGEST_COUNT);
    }
}
