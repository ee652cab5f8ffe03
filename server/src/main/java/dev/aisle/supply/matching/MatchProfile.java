package dev.aisle.supply.matching;

import dev.aisle.base.ids.Fingerprint;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.ListingKey;
import dev.aisle.market.listing.StoredListing;
import dev.aisle.market.product.OptionPolicy;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What matching looks at in a listing, read once.
record MatchProfile(
        long number,
        ListingId id,
        ListingKey key,
        StoredListing stored,
        Optional<String> gtin,
        Optional<String> brand,
        Optional<String> mpn,
        Set<String> tokens,
        String look) {

    /// An order of listings that is the same in every database: by item, which names the page, then by
    /// merchant.
    static final Comparator<MatchProfile> STABLE = Comparator.comparing((MatchProfile it) -> it.key.item())
            .thenComparing(it -> it.key.merchant().value());

    static MatchProfile of(StoredListing stored) {
        Listing listing = stored.listing();
        return new MatchProfile(
                stored.number(),
                stored.id(),
                listing.key(),
                stored,
                listing.identity().gtin(),
                listing.identity().brand().map(MatchProfile::folded).filter(it -> !it.isEmpty()),
                listing.identity().mpn().map(MatchProfile::folded).filter(it -> !it.isEmpty()),
                new TreeSet<>(words(listing.title())),
                OptionPolicy.look(listing.options()));
    }

    Listing listing() {
        return stored.listing();
    }

    /// What the choices of one thing at one merchant share, as a number; nothing without a group.
    Optional<Long> bond() {
        return listing()
                .group()
                .map(group -> Fingerprint.of("bond", key.merchant().value(), group, look));
    }

    List<Long> blockingKeys() {
        List<Long> keys = new ArrayList<>();
        gtin.ifPresent(it -> keys.add(Fingerprint.of("gtin", it)));
        if (brand.isPresent() && mpn.isPresent()) {
            keys.add(Fingerprint.of("part", brand.get(), mpn.get()));
        }
        keys.add(Fingerprint.of("title", String.join(" ", tokens)));
        return List.copyOf(new LinkedHashSet<>(keys));
    }

    boolean isSiblingOf(MatchProfile other) {
        return key.merchant().equals(other.key.merchant())
                && listing().group().isPresent()
                && listing().group().equals(other.listing().group());
    }

    private static String folded(String words) {
        return String.join("", words(words));
    }

    private static List<String> words(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
