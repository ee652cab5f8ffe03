package dev.aisle.market.listing;

import dev.aisle.base.money.Money;
import dev.aisle.market.listing.Listing.Audience;
import dev.aisle.market.listing.Listing.Identity;
import dev.aisle.market.listing.Listing.Named;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A listing for tests, told in a sentence: what is not said is left out.
public final class SampleListing {

    public static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final MerchantId merchant;
    private final String item;
    private String title = "";
    private String description = "";
    private Optional<String> brand = Optional.empty();
    private Optional<String> gtin = Optional.empty();
    private Optional<String> mpn = Optional.empty();
    private Optional<String> group = Optional.empty();
    private List<String> images = List.of();
    private Money price = new Money(1999, "EUR");
    private Availability availability = Availability.IN_STOCK;
    private Platform platform = Platform.WEB_CRAWL;
    private Instant seenAt = NOON;
    private final List<Named> options = new ArrayList<>();
    private final List<Named> attributes = new ArrayList<>();

    private SampleListing(String merchant, String item) {
        this.merchant = new MerchantId(merchant);
        this.item = item;
    }

    public static SampleListing at(String merchant, String item) {
        return new SampleListing(merchant, item);
    }

    public SampleListing titled(String words) {
        title = words;
        return this;
    }

    public SampleListing described(String words) {
        description = words;
        return this;
    }

    public SampleListing brand(String name) {
        brand = Optional.of(name);
        return this;
    }

    public SampleListing gtin(String digits) {
        gtin = Optional.of(digits);
        return this;
    }

    public SampleListing mpn(String number) {
        mpn = Optional.of(number);
        return this;
    }

    public SampleListing group(String name) {
        group = Optional.of(name);
        return this;
    }

    public SampleListing option(String name, String value) {
        options.add(new Named(name, value));
        return this;
    }

    public SampleListing attribute(String name, String value) {
        attributes.add(new Named(name, value));
        return this;
    }

    public SampleListing pictured(String url) {
        images = List.of(url);
        return this;
    }

    public SampleListing price(long amount) {
        price = new Money(amount, "EUR");
        return this;
    }

    public SampleListing availability(Availability word) {
        availability = word;
        return this;
    }

    public SampleListing by(Platform source) {
        platform = source;
        return this;
    }

    public SampleListing seenAt(Instant moment) {
        seenAt = moment;
        return this;
    }

    public Listing listing() {
        return new Listing(
                new ListingKey(merchant, item),
                URI.create("https://" + merchant.value() + ".example/" + item),
                title.isEmpty() ? item : title,
                description,
                new Identity(brand, gtin, mpn, Optional.empty()),
                price,
                Optional.empty(),
                availability,
                Optional.empty(),
                options,
                group,
                images,
                List.of(),
                Optional.empty(),
                attributes,
                Audience.ANYONE,
                Optional.empty(),
                Optional.empty(),
                origins(),
                seenAt);
    }

    private Map<Field, Origin> origins() {
        Origin origin = new Origin(platform, Origin.Evidence.JSON_LD, 1, seenAt);
        Map<Field, Origin> origins = new EnumMap<>(Field.class);
        for (Field always : List.of(Field.TITLE, Field.URL, Field.PRICE, Field.CURRENCY, Field.AVAILABILITY)) {
            origins.put(always, origin);
        }
        said(origins, origin, Field.DESCRIPTION, !description.isEmpty());
        said(origins, origin, Field.BRAND, brand.isPresent());
        said(origins, origin, Field.GTIN, gtin.isPresent());
        said(origins, origin, Field.MPN, mpn.isPresent());
        said(origins, origin, Field.GROUP, group.isPresent());
        said(origins, origin, Field.IMAGE, !images.isEmpty());
        said(origins, origin, Field.OPTION, !options.isEmpty());
        said(origins, origin, Field.ATTRIBUTE, !attributes.isEmpty());
        return origins;
    }

    private static void said(Map<Field, Origin> origins, Origin origin, Field field, boolean present) {
        if (present) {
            origins.put(field, origin);
        }
    }
}
