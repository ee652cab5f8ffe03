package dev.aisle.edge.restv1;

import dev.aisle.catalog.answer.Context;
import dev.aisle.market.affiliate.Commissions;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.Offer;
import java.math.BigDecimal;
import java.util.Optional;

/// What a vendor earns, in this API's units: of offers as a fraction of the sale, of websites in percent.
/// It is the number of UCP's placements.
final class CommissionForm {

    private static final int FRACTION_DIGITS = 4;
    private static final int PERCENT_DIGITS = 2;

    private final Commissions commissions;

    CommissionForm(Commissions commissions) {
        this.commissions = commissions;
    }

    /// The vendor's share of an offer's sale in hundredths of a percent, to a buyer in the call's country,
    /// or in the offer's where the call names none.
    Optional<Integer> of(Offer offer, Context context) {
        return commissions.net(
                offer.merchant().id(),
                context.country().or(() -> offer.listing().audience().country()));
    }

    /// The most that a website's sales bring, in hundredths of a percent, to buyers of that country or of any.
    Optional<Integer> best(MerchantId website, Optional<String> country) {
        return country.isEmpty() ? commissions.largestNet(website) : commissions.net(website, country);
    }

    static BigDecimal fraction(int net) {
        return BigDecimal.valueOf(net, FRACTION_DIGITS).stripTrailingZeros();
    }

    static BigDecimal percent(int net) {
        BigDecimal percent = BigDecimal.valueOf(net, PERCENT_DIGITS).stripTrailingZeros();
        return percent.scale() < 0 ? percent.setScale(0) : percent;
    }
}
