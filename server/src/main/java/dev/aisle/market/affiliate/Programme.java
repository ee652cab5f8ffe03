package dev.aisle.market.affiliate;

import dev.aisle.market.merchant.MerchantId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a network pays for sales of one merchant. It is ended, never changed.
///
/// @param countries of buyers, ISO 3166-1; none is everywhere
/// @param rate the network's, as a fraction of the sale
/// @param take our part of that, as a fraction; the rest is the vendor's
/// @param endsAt the first moment it no longer holds
public record Programme(
        ProgrammeId id,
        String network,
        MerchantId merchant,
        Set<String> countries,
        BigDecimal rate,
        BigDecimal take,
        LinkTemplate link,
        Instant startsAt,
        Optional<Instant> endsAt) {

    /// The largest net share that the answers have room for, in hundredths of a percent: half of the sale.
    public static final int LARGEST_NET = 5_000;

    private static final Pattern NETWORK = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
    private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);

    /// Throws an IllegalArgumentException that says what to change.
    public Programme {
        countries = Set.copyOf(countries);
        rate = rate.stripTrailingZeros();
        take = take.stripTrailingZeros();
        if (!isNetwork(network)) {
            throw new IllegalArgumentException("a network's name is up to 40 lower-case letters, digits, - and _");
        }
        if (rate.signum() <= 0 || rate.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("the rate is above 0 % and at most 100 %");
        }
        if (take.signum() < 0 || take.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("our take is from 0 % to 100 %");
        }
        if (net(rate, take) > LARGEST_NET) {
            throw new IllegalArgumentException("the vendor's share, rate less our take, is at most 50 %");
        }
        if (endsAt.filter(end -> !end.isAfter(startsAt)).isPresent()) {
            throw new IllegalArgumentException("the end comes after the start");
        }
    }

    public static boolean isNetwork(String name) {
        return NETWORK.matcher(name).matches();
    }

    /// The vendor's share of a sale, in hundredths of a percent: the one number that every answer shows in its unit.
    public int net() {
        return net(rate, take);
    }

    public boolean holdsAt(Instant moment) {
        return !moment.isBefore(startsAt)
                && endsAt.filter(end -> !moment.isBefore(end)).isEmpty();
    }

    /// Whether it pays for buyers of a country; of an unknown one only where it pays everywhere.
    public boolean paysIn(Optional<String> country) {
        return countries.isEmpty() || country.filter(countries::contains).isPresent();
    }

    private static int net(BigDecimal rate, BigDecimal take) {
        return rate.multiply(BigDecimal.ONE.subtract(take))
                .multiply(WHOLE)
                .setScale(0, RoundingMode.HALF_UP)
                .intValueExact();
    }
}
