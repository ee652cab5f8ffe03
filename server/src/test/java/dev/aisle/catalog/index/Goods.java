package dev.aisle.catalog.index;

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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes products for tests, said in few words: `product("lamp").sold("shoA", 1999).product()`.
public final class Goods {

    private static final Instant SEEN = Instant.parse("2026-01-01T00:00:00Z");

    private final ProductId id;
    private final String title;
    private final List<Sale> sales = new ArrayList<>();
    private String family;
    private String description = "";
    private Optional<String> brand = Optional.empty();
    private Optional<String> category = Optional.empty();
    private List<Listing.Named> attributes = List.of();
    private Listing.Audience audience = Listing.Audience.ANYONE;
    private Listing.Identity identity = Listing.Identity.NONE;

    private Goods(String id, String title) {
        this.id = new ProductId(id);
        this.family = id;
        this.title = title;
    }

    public static Goods product(String id, String title) {
        return new Goods(id, title);
    }

    /// A ULID that ends in this number.
    public static ListingId offerId(int number) {
        return new ListingId("%026d".formatted(number));
    }

    public Goods inFamily(String name) {
        family = name;
        return this;
    }

    public Goods saying(String text) {
        description = text;
        return this;
    }

    public Goods by(String name) {
        brand = Optional.of(name);
        return this;
    }

    public Goods in(String slug) {
        category = Optional.of(slug);
        return this;
    }

    public Goods with(String name, String value) {
        List<Listing.Named> more = new ArrayList<>(attributes);
        more.add(new Listing.Named(name, value));
        attributes = more;
        return this;
    }

    public Goods identifiedBy(Listing.Identity own) {
        identity = own;
        return this;
    }

    public Goods forWhom(String gender, String age) {
        audience = new Listing.Audience(Optional.of(gender), Optional.of(age), Optional.empty(), Optional.empty());
        return this;
    }

    /// One more offer, in stock and new unless the sale says otherwise.
    public Sale soldBy(String merchant, int offer, long amount) {
        return new Sale(this, merchant, offer, amount);
    }

    public Product product() {
        List<Offer> offers = sales.stream()
                .map(Sale::offer)
                .sorted(Comparator.comparing(Offer::id))
                .toList();
        return new Product(
                id, family, title, description, brand, category, List.of(), attributes, Optional.empty(), offers);
    }

    /// One offer in the making.
    public static final class Sale {

        private final Goods goods;
        private final String merchant;
        private final int number;
        private final long amount;
        private String currency = "USD";
        private Optional<String> country = Optional.empty();
        private Availability availability = Availability.IN_STOCK;
        private Optional<Condition> condition = Optional.empty();
        private Optional<Long> before = Optional.empty();
        private List<Listing.Named> options = List.of();
        private String page;

        private Sale(Goods goods, String merchant, int number, long amount) {
            this.goods = goods;
            this.merchant = merchant;
            this.number = number;
            this.amount = amount;
            this.page = "https://" + merchant.toLowerCase(java.util.Locale.ROOT) + ".example/p/" + number;
        }

        public Sale in(String code) {
            currency = code;
            return this;
        }

        public Sale inCountry(String code) {
            country = Optional.of(code);
            return this;
        }

        public Sale outOfStock() {
            availability = Availability.OUT_OF_STOCK;
            return this;
        }

        /// What it cost before.
        public Sale insteadOf(long amountBefore) {
            before = Optional.of(amountBefore);
            return this;
        }

        public Sale condition(Condition state) {
            condition = Optional.of(state);
            return this;
        }

        public Sale as(String name, String value) {
            List<Listing.Named> more = new ArrayList<>(options);
            more.add(new Listing.Named(name, value));
            options = more;
            return this;
        }

        public Sale at(String url) {
            page = url;
            return this;
        }

        public Goods and() {
            goods.sales.add(this);
            return goods;
        }

        public Product product() {
            return and().product();
        }

        private Offer offer() {
            Listing.Audience own =
                    new Listing.Audience(goods.audience.gender(), goods.audience.age(), Optional.empty(), country);
            Listing listing = new Listing(
                    new ListingKey(new MerchantId(merchant), page + '#' + number),
                    URI.create(page),
                    goods.title,
                    goods.description,
                    goods.identity,
                    new Money(amount, currency),
                    before.map(it -> new Money(it, currency)),
                    availability,
                    condition,
                    options,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    goods.category,
                    goods.attributes,
                    own,
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    SEEN);
            Merchant seller = new Merchant(
                    new MerchantId(merchant),
                    merchant.toLowerCase(java.util.Locale.ROOT) + ".example",
                    "https",
                    Optional.empty());
            return new Offer(offerId(number), seller, listing, SEEN);
        }
    }
}
