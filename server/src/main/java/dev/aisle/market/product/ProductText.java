package dev.aisle.market.product;

import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.Listing.Named;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a product says of itself, drawn from its offers: the same offers give the same words, whatever their
/// order.
final class ProductText {

    private static final int MOST_IMAGES = 12;
    private static final int MOST_ATTRIBUTES = 60;
    private static final int LONGEST_USEFUL_DESCRIPTION = 4_000;

    private static final Comparator<Listing> BY_KEY = Comparator.comparing(
                    (Listing it) -> it.key().item())
            .thenComparing(it -> it.key().merchant().value());

    private final List<Listing> listings;

    ProductText(List<Listing> listings) {
        this.listings = listings.stream().sorted(BY_KEY).toList();
    }

    /// The title that most offers use; among equals the shortest that is not bare, then the first in the
    /// alphabet.
    String title() {
        return mostSaid(listing -> Optional.of(listing.title()), Comparator.comparingInt(String::length))
                .orElseThrow();
    }

    /// The longest one, as long as it is not so long that it is a page.
    String description() {
        return listings.stream()
                .map(Listing::description)
                .filter(it -> it.length() <= LONGEST_USEFUL_DESCRIPTION)
                .max(Comparator.comparingInt(String::length).thenComparing(Comparator.reverseOrder()))
                .filter(it -> !it.isEmpty())
                .or(() -> listings.stream().map(Listing::description).max(Comparator.comparingInt(String::length)))
                .orElse("");
    }

    Optional<String> brand() {
        return mostSaid(listing -> listing.identity().brand(), Comparator.naturalOrder());
    }

    Optional<String> category() {
        return mostSaid(
                Listing::category, Comparator.comparingInt(String::length).reversed());
    }

    List<String> images() {
        LinkedHashSet<String> images = new LinkedHashSet<>();
        int longest = listings.stream().mapToInt(it -> it.images().size()).max().orElse(0);
        for (Listing listing : listings) {
            listing.images().stream().limit(1).forEach(images::add);
        }
        for (int i = 1; i < longest; i++) {
            for (Listing listing : listings) {
                listing.images().stream().skip(i).limit(1).forEach(images::add);
            }
        }
        return images.stream().limit(MOST_IMAGES).toList();
    }

    /// Every attribute that an offer names, once; where offers differ, as most of them have it.
    List<Named> attributes() {
        Map<String, List<Named>> byName = new LinkedHashMap<>();
        for (Listing listing : listings) {
            for (Named attribute : listing.attributes()) {
                byName.computeIfAbsent(attribute.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(attribute);
            }
        }
        return byName.values().stream()
                .map(said -> mostOf(said, Comparator.comparing(Named::value)).orElseThrow())
                .limit(MOST_ATTRIBUTES)
                .toList();
    }

    /// The rating with the most votes.
    Optional<Listing.Rating> rating() {
        return listings.stream()
                .flatMap(it -> it.rating().stream())
                .max(Comparator.comparingLong(Listing.Rating::count).thenComparingDouble(Listing.Rating::value));
    }

    private <T> Optional<T> mostSaid(Function<Listing, Optional<T>> said, Comparator<? super T> better) {
        return mostOf(listings.stream().flatMap(it -> said.apply(it).stream()).toList(), better);
    }

    private static <T> Optional<T> mostOf(List<T> said, Comparator<? super T> better) {
        if (said.size() == 1) {
            return Optional.of(said.getFirst());
        }
        Map<T, Integer> times = new LinkedHashMap<>();
        said.forEach(it -> times.merge(it, 1, Integer::sum));
        return times.entrySet().stream()
                .min(Map.Entry.<T, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(better))
                        .thenComparing(it -> it.getKey().toString()))
                .map(Map.Entry::getKey);
    }
}
