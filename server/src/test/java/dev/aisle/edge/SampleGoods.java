package dev.aisle.edge;

import dev.aisle.base.money.Money;
import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.ListingKey;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A small market for tests: two stores, a shoe that both sell in sizes, a mug with an awkward name, and a shelf of
/// towels.
public final class SampleGoods {

    public static final Merchant TRAIL =
            new Merchant(new MerchantId("Tr4L"), "north-trail.example", "https", Optional.of("North Trail"));
    public static final Merchant BARN =
            new Merchant(new MerchantId("bArn"), "shoe-barn.example", "https", Optional.empty());

    public static final ProductId SHOE = new ProductId("Sh0e001");
    public static final ProductId MUG = new ProductId("Mug0001");
    public static final String AWKWARD_TITLE = "Caffè \"Mug\" 12″ \\ 🍵 <b>\u0007";

    public static final ListingId SHOE_8_TRAIL = ulid("S8TRA");
    public static final ListingId SHOE_9_TRAIL = ulid("S9TRA");
    public static final ListingId SHOE_8_BARN = ulid("S8BAR");

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private SampleGoods() {}

    public static List<Product> all() {
        List<Product> all = new ArrayList<>(List.of(shoe(), mug()));
        for (int i = 1; i <= 12; i++) {
            all.add(towel(i));
        }
        return all;
    }

    public static Product shoe() {
        return product(
                SHOE,
                "Ridge Runner Trail Shoes",
                "A light shoe for long days.\n• Breathable mesh\n• Weighs 210 g",
                Optional.of("trail-shoes"),
                List.of(
                        offer(SHOE_8_TRAIL, TRAIL, "Ridge Runner Trail Shoes - 8", 9_995, "8", Availability.IN_STOCK),
                        offer(
                                SHOE_9_TRAIL,
                                TRAIL,
                                "Ridge Runner Trail Shoes - 9",
                                9_995,
                                "9",
                                Availability.OUT_OF_STOCK),
                        offer(SHOE_8_BARN, BARN, "Ridge Runner, size 8", 8_995, "8", Availability.IN_STOCK)));
    }

    public static Product mug() {
        return product(
                MUG,
                AWKWARD_TITLE,
                "",
                Optional.empty(),
                List.of(offer(ulid("MUG"), BARN, AWKWARD_TITLE, 1_200, "", Availability.BACKORDER)));
    }

    private static Product towel(int number) {
        String title = "Linen Towel No. " + number;
        return product(
                new ProductId("Towel" + (number < 10 ? "0" : "") + number),
                title,
                "Woven flax, soft after the first wash. ".repeat(40),
                Optional.of("towels"),
                List.of(offer(ulid("TW" + number), TRAIL, title, 1_000 + number, "", Availability.IN_STOCK)));
    }

    public static ListingId ulid(String end) {
        return new ListingId("0".repeat(26 - end.length()) + end);
    }

    private static Product product(
            ProductId id, String title, String description, Optional<String> category, List<Offer> offers) {
        return new Product(
                id,
                id.value(),
                title,
                description,
                Optional.of("Ridge"),
                category,
                List.of("https://img.example/" + id.value() + ".jpg", "https://img.example/" + id.value() + "-2.jpg"),
                List.of(new Listing.Named("Material", "Mesh")),
                Optional.of(new Listing.Rating(4.5, 5, 12)),
                offers);
    }

    private static Offer offer(
            ListingId id, Merchant merchant, String title, long cents, String size, Availability availability) {
        Listing listing = new Listing(
                new ListingKey(merchant.id(), id.value()),
                URI.create(merchant.home() + "products/" + id.value()),
                title,
                "",
                new Listing.Identity(
                        Optional.of("Ridge"), Optional.of("00012345678905"), Optional.empty(), Optional.of("SKU-1")),
                new Money(cents, "USD"),
                Optional.of(new Money(cents + 1_000, "USD")),
                availability,
                Optional.of(Condition.NEW),
                size.isEmpty() ? List.of() : List.of(new Listing.Named("Size", size)),
                Optional.empty(),
                List.of("https://img.example/" + id.value() + ".jpg"),
                List.of(),
                Optional.empty(),
                List.of(),
                Listing.Audience.ANYONE,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                NOON);
        return new Offer(id, merchant, listing, NOON);
    }
}
