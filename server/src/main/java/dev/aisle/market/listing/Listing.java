package dev.aisle.market.listing;

import dev.aisle.base.ids.Fingerprint;
import dev.aisle.base.money.Money;
import dev.aisle.market.merchant.Platform;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One merchant's listing of one thing, as last seen, typed and checked. It is evidence: we replace it, never
/// edit it.
///
/// @param description plain text, may be empty
/// @param options the choice this listing stands for, such as Color: Navy and Size: M; empty for a thing
///     without choices
/// @param group what the shop's sibling listings (other sizes, other colors) share, where the shop says so
/// @param categories the shop's own category paths, such as `Hardware > Mice`
/// @param category the slug of our category, where the shop's words lead to one
/// @param origins where each field comes from; a field not listed was not said
public record Listing(
        ListingKey key,
        URI url,
        String title,
        String description,
        Identity identity,
        Money price,
        Optional<Money> listPrice,
        Availability availability,
        Optional<Condition> condition,
        List<Named> options,
        Optional<String> group,
        List<String> images,
        List<String> categories,
        Optional<String> category,
        List<Named> attributes,
        Audience audience,
        Optional<Rating> rating,
        Optional<String> seller,
        Map<Field, Origin> origins,
        Instant seenAt) {

    /// What the maker and the shop call it. The GTIN has 14 digits and a right check digit; the MPN and SKU are
    /// as written.
    public record Identity(Optional<String> brand, Optional<String> gtin, Optional<String> mpn, Optional<String> sku) {
        public static final Identity NONE =
                new Identity(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// An option or attribute in clean words.
    public record Named(String name, String value) {}

    /// Whom the listing speaks to: `male`, `female` or `unisex`; `newborn`, `infant`, `toddler`, `kids` or
    /// `adult`; a BCP 47 language and an ISO 3166-1 country.
    public record Audience(
            Optional<String> gender, Optional<String> age, Optional<String> language, Optional<String> country) {
        public static final Audience ANYONE =
                new Audience(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// What buyers said, on a scale from 0 to `scale`.
    public record Rating(double value, double scale, long count) {}

    public Listing {
        if (title.isBlank()) {
            throw new IllegalArgumentException("title is blank: " + url);
        }
        options = List.copyOf(options);
        images = List.copyOf(images);
        categories = List.copyOf(categories);
        attributes = List.copyOf(attributes);
        origins = kept(origins);
    }

    /// By field: a listing has twenty of them, which a hash table would have to find one by one.
    private static Map<Field, Origin> kept(Map<Field, Origin> origins) {
        Map<Field, Origin> kept = new EnumMap<>(Field.class);
        kept.putAll(origins);
        return Collections.unmodifiableMap(kept);
    }

    /// The same listing with another availability.
    public Listing with(Availability other) {
        return new Listing(
                key,
                url,
                title,
                description,
                identity,
                price,
                listPrice,
                other,
                condition,
                options,
                group,
                images,
                categories,
                category,
                attributes,
                audience,
                rating,
                seller,
                origins,
                seenAt);
    }

    /// The platform it comes from; where several spoke, the most trusted of them.
    public Platform platform() {
        return platforms().getFirst();
    }

    /// The platforms that said something of it, the most trusted first.
    public List<Platform> platforms() {
        Optional<Platform> only = onlyPlatform();
        if (only.isPresent()) {
            return List.of(only.get());
        }
        List<Platform> platforms = origins.values().stream()
                .map(Origin::platform)
                .distinct()
                .sorted(Comparator.comparingInt(Platform::precedence).reversed().thenComparing(Platform::slug))
                .toList();
        return platforms.isEmpty() ? List.of(Platform.WEB_CRAWL) : platforms;
    }

    private Optional<Platform> onlyPlatform() {
        Optional<Platform> only = Optional.empty();
        for (Origin origin : origins.values()) {
            if (only.isEmpty()) {
                only = Optional.of(origin.platform());
            } else if (!only.get().equals(origin.platform())) {
                return Optional.empty();
            }
        }
        return only;
    }

    /// Of everything it says and who says it, but not of times: two listings with the same digest tell a
    /// shopper the same.
    long digest() {
        Fingerprint print = new Fingerprint()
                .add(matchDigest())
                .add(url.toString())
                .add(description)
                .add(price.amount())
                .add(price.currency())
                .add(listPrice.map(Money::amount).orElse(-1L))
                .add(availability.name())
                .add(condition.map(Condition::name))
                .add(images)
                .add(categories)
                .add(category)
                .add(audience.gender())
                .add(audience.age())
                .add(audience.language())
                .add(audience.country())
                .add(rating.map(Rating::toString))
                .add(seller);
        for (Field field : Field.values()) {
            Origin origin = origins.get(field);
            print.add(origin == null ? "" : origin.platform().slug());
        }
        return print.value();
    }

    /// Of the words that decide which product it is.
    long matchDigest() {
        Fingerprint print = new Fingerprint()
                .add(title)
                .add(identity.brand())
                .add(identity.gtin())
                .add(identity.mpn())
                .add(identity.sku())
                .add(group);
        options.forEach(it -> print.add(it.name()).add(it.value()));
        print.add(options.size());
        attributes.forEach(it -> print.add(it.name()).add(it.value()));
        return print.value();
    }
}
