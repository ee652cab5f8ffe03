package dev.aisle.market.affiliate;

import dev.aisle.market.merchant.MerchantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What is earned by a sale, from memory, so that answers ask no database. Whoever changes programmes has
/// [#refresh] called. Where several programmes pay, it is by the one that leaves the vendor most.
public final class Commissions {

    private static final Comparator<Programme> BEST =
            Comparator.comparingInt(Programme::net).thenComparing(Programme::id, Comparator.reverseOrder());

    private final Supplier<List<Programme>> programmes;
    private final InstantSource time;
    private volatile Map<MerchantId, List<Programme>> known = Map.of();

    /// @param programmes all there are; asked at each refresh
    public Commissions(Supplier<List<Programme>> programmes, InstantSource time) {
        this.programmes = programmes;
        this.time = time;
    }

    /// Knows none.
    public static Commissions none() {
        return new Commissions(List::of, () -> Instant.EPOCH);
    }

    /// Reads the programmes again.
    public void refresh() {
        Instant now = time.instant();
        known = programmes.get().stream()
                .filter(it -> it.endsAt().filter(end -> !end.isAfter(now)).isEmpty())
                .collect(Collectors.groupingBy(
                        Programme::merchant, Collectors.collectingAndThen(Collectors.toList(), List::copyOf)));
    }

    /// The vendor's share of a sale to a buyer of that country, in hundredths of a percent; nothing where
    /// that is not known, or none.
    public Optional<Integer> net(MerchantId merchant, Optional<String> country) {
        return best(merchant, it -> it.paysIn(country)).map(Programme::net).filter(net -> net > 0);
    }

    /// The largest share that a sale of that merchant can bring, in any country.
    public Optional<Integer> largestNet(MerchantId merchant) {
        return best(merchant, any -> true).map(Programme::net).filter(net -> net > 0);
    }

    /// The merchants whose sales bring something, by the largest share they bring, the largest first.
    ///
    /// @param country where the buyer is; none means anywhere
    public SortedMap<Integer, List<MerchantId>> merchantsByNet(Optional<String> country) {
        SortedMap<Integer, List<MerchantId>> merchants = new TreeMap<>(Comparator.reverseOrder());
        known.keySet()
                .forEach(merchant -> (country.isEmpty() ? largestNet(merchant) : net(merchant, country))
                        .ifPresent(net -> merchants
                                .computeIfAbsent(net, ignored -> new ArrayList<>())
                                .add(merchant)));
        return merchants;
    }

    /// The programme that a link should lead through: one that pays in the country, else any, for the network
    /// knows better where the buyer is.
    public Optional<Programme> programme(MerchantId merchant, Optional<String> country) {
        return best(merchant, it -> it.paysIn(country)).or(() -> best(merchant, any -> true));
    }

    private Optional<Programme> best(MerchantId merchant, Predicate<Programme> wanted) {
        List<Programme> own = known.get(merchant);
        if (own == null) {
            return Optional.empty();
        }
        Instant now = time.instant();
        return own.stream().filter(it -> it.holdsAt(now)).filter(wanted).max(BEST);
    }
}
