package dev.aisle.partner.destination;

import dev.aisle.base.money.Money;
import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingKey;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A pair of shoes on sale, in size 8, about which everything is known.
public final class SampleOffer {

    public static final Merchant SHOP =
            new Merchant(new MerchantId("Ab12"), "shop.example", "https", Optional.of("Shop Example"));
    public static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private SampleOffer() {}

    public static Occasion occasion() {
        return new Occasion(SHOP, NOON);
    }

    public static FeedOffer shoe() {
        return offer(shoeListing());
    }

    public static FeedOffer offer(Listing listing) {
        return new FeedOffer(
                "Ab12-01KJ38CXYZ9CJ8K2Y9HDYQ8DXT",
                SHOP,
                listing,
                Optional.of(new FeedOffer.Group("Ab12-g0000000001", List.of("Size"))),
                List.of("Shoes", "Running Shoes"));
    }

    public static Listing shoeListing() {
        return new Listing(
                new ListingKey(SHOP.id(), "shoe-8"),
                URI.create("https://www.shop.example/p/pace?variant=8"),
                "Pace Running Shoes",
                "A light trainer\nfor every\tday.",
                new Listing.Identity(
                        Optional.of("Pace"), Optional.of("04006381333931"), Optional.of("P-8"), Optional.empty()),
                new Money(7995, "USD"),
                Optional.of(new Money(9995, "USD")),
                Availability.IN_STOCK,
                Optional.of(Condition.NEW),
                List.of(new Listing.Named("Size", "8")),
                Optional.of("pace"),
                List.of(
                        "https://cdn.example/a.webp",
                        "https://cdn.example/b.jpg?w=800",
                        "https://cdn.example/c.png",
                        "https://cdn.example/d"),
                List.of("Running > Women"),
                Optional.of("running-shoes"),
                List.of(new Listing.Named("Material", "Mesh"), new Listing.Named("Colour", "Navy")),
                new Listing.Audience(Optional.of("female"), Optional.of("adult"), Optional.of("en"), Optional.of("US")),
                Optional.of(new Listing.Rating(8.6, 10, 41)),
                Optional.empty(),
                Map.of(),
                NOON);
    }
}
