package dev.aisle.supply.normalize;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.RawListing.Named;
import dev.aisle.market.listing.RawListing.Said;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Raw listings for tests, a word at a time.
final class RawListings {

    static final Instant READ_AT = Instant.parse("2026-03-01T10:00:00Z");
    static final URI PAGE = URI.create("https://shop.example/lamp");

    private final Map<Field, List<Said>> fields = new EnumMap<>(Field.class);
    private final List<Named> options = new ArrayList<>();
    private final List<Named> attributes = new ArrayList<>();

    /// A desk lamp for 49.90 EUR.
    static RawListings aLamp() {
        return new RawListings()
                .says(Field.TITLE, "Desk lamp")
                .says(Field.PRICE, "49.90")
                .says(Field.CURRENCY, "EUR");
    }

    /// Adds a word that is trusted less than those before it.
    RawListings says(Field field, String value) {
        return says(field, value, Evidence.JSON_LD);
    }

    RawListings says(Field field, String value, Evidence evidence) {
        fields.computeIfAbsent(field, ignored -> new ArrayList<>()).add(new Said(value, evidence, 0.9));
        return this;
    }

    RawListings saysInstead(Field field, String value) {
        fields.remove(field);
        return says(field, value);
    }

    RawListings without(Field field) {
        fields.remove(field);
        return this;
    }

    RawListings option(String name, String value) {
        options.add(new Named(name, value));
        return this;
    }

    RawListings attribute(String name, String value) {
        attributes.add(new Named(name, value));
        return this;
    }

    RawListing raw() {
        return new RawListing(
                new MerchantId("Ab12"),
                Platform.WEB_CRAWL,
                "shop.example/lamp",
                PAGE,
                fields,
                options,
                attributes,
                READ_AT);
    }
}
