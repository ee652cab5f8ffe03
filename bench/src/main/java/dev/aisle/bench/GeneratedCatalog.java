package dev.aisle.bench;

import dev.aisle.base.ids.Base62;
import dev.aisle.base.money.Money;
import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.ListingKey;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.taxonomy.Category;
import dev.aisle.market.taxonomy.Taxonomy;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// A catalog that never was: products with the offers of some merchants, each the same for its number and seed. A
/// product has one to five offers, three on average, of different merchants; prices are spread evenly over their
/// logarithms, so that half of the products cost less than [#MEDIAN_CENTS].
final class GeneratedCatalog {

    static final long MEDIAN_CENTS = 5_000;

    private static final double CHEAPEST_CENTS = 500;
    private static final double DEAREST_CENTS = 50_000;
    private static final int LEAST_OFFERS = 1;
    private static final int MOST_OFFERS = 5;
    private static final int LEAST_SENTENCES = 4;
    private static final int MOST_SENTENCES = 10;
    private static final int SOLD_OUT_PERCENT = 6;
    private static final int QUERIES = 20_000;
    private static final long FIRST_ID = 1_000_000_000L;
    private static final Instant SEEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final long seed;
    private final List<Merchant> merchants;
    private final List<Category> kinds;
    private final GeneratedWords words;

    GeneratedCatalog(long seed, List<Merchant> merchants, Taxonomy taxonomy) {
        this.seed = seed;
        this.merchants = List.copyOf(merchants);
        this.kinds = taxonomy.all().stream()
                .filter(category -> taxonomy.children(category.slug()).isEmpty())
                .toList();
        this.words = new GeneratedWords(seed);
    }

    static ProductId id(int number) {
        return new ProductId(Base62.of(FIRST_ID + number * 7919L, 7));
    }

    Product product(int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        Category kind = kinds.get(new Zipfish(kinds.size()).next(random));
        String brand = words.brand(random);
        String adjective = GeneratedWords.any(GeneratedWords.ADJECTIVES, random);
        String color = GeneratedWords.any(GeneratedWords.COLORS, random);
        String material = GeneratedWords.any(GeneratedWords.MATERIALS, random);
        String model = "" + (char) ('A' + random.nextInt(26)) + (char) ('A' + random.nextInt(26))
                + Integer.toString(number + 1_296, 36).toUpperCase(Locale.ROOT);
        String title = switch (random.nextInt(4)) {
            case 0 -> brand + " " + model + " " + adjective + " " + kind.name() + ", " + color;
            case 1 -> brand + " " + adjective + " " + material + " " + kind.name() + " " + model;
            case 2 -> adjective + " " + color + " " + kind.name() + " " + brand + " " + model;
            default ->
                brand + " " + kind.name() + " " + GeneratedWords.any(GeneratedWords.FOR_WHOM, random) + " - " + model;
        };
        StringBuilder description = new StringBuilder("The " + brand + " " + model + " in "
                + color.toLowerCase(Locale.ROOT) + " " + material.toLowerCase(Locale.ROOT) + ". ");
        for (int i = LEAST_SENTENCES + random.nextInt(MOST_SENTENCES - LEAST_SENTENCES + 1); i > 0; i--) {
            description.append(words.sentence(random));
        }
        double cents = CHEAPEST_CENTS * Math.pow(DEAREST_CENTS / CHEAPEST_CENTS, random.nextDouble());
        List<Listing.Named> attributes = List.of(
                new Listing.Named("Color", color),
                new Listing.Named("Material", material),
                new Listing.Named("Model", model));
        List<Offer> offers = new ArrayList<>();
        int count = LEAST_OFFERS + random.nextInt(MOST_OFFERS - LEAST_OFFERS + 1);
        int firstMerchant = random.nextInt(merchants.size());
        for (int i = 0; i < count; i++) {
            offers.add(offer(
                    number,
                    i,
                    merchants.get((firstMerchant + i * 7) % merchants.size()),
                    new Listing.Identity(
                            Optional.of(brand), Optional.of(gtin(number)), Optional.of(model), Optional.empty()),
                    kind,
                    title,
                    description.toString(),
                    Math.round(cents * (1 + i * 0.03 * random.nextDouble())),
                    attributes,
                    random.nextInt(100) < SOLD_OUT_PERCENT));
        }
        ProductId id = id(number);
        return new Product(
                id,
                id.value(),
                title,
                description.toString(),
                Optional.of(brand),
                Optional.of(kind.slug()),
                offers.getFirst().listing().images(),
                attributes,
                number % 3 == 0
                        ? Optional.of(new Listing.Rating(3 + random.nextInt(20) / 10.0, 5, random.nextInt(500)))
                        : Optional.empty(),
                offers);
    }

    /// What is asked of such a catalog, the most asked for first.
    List<String> queries() {
        SplittableRandom random = new SplittableRandom(seed + 1);
        List<String> queries = new ArrayList<>(QUERIES);
        for (int i = 0; i < QUERIES; i++) {
            String kind = GeneratedWords.any(kinds, random).name().replace(" & ", " ");
            String query = switch (random.nextInt(8)) {
                case 0 -> kind;
                case 1 -> GeneratedWords.any(GeneratedWords.ADJECTIVES, random) + " " + kind;
                case 2 -> GeneratedWords.any(GeneratedWords.COLORS, random) + " " + kind;
                case 3 -> words.brand(random) + " " + kind;
                case 4 -> GeneratedWords.any(GeneratedWords.MATERIALS, random) + " " + kind;
                case 5 -> kind + " " + GeneratedWords.any(GeneratedWords.FOR_WHOM, random);
                case 6 ->
                    GeneratedWords.any(GeneratedWords.ADJECTIVES, random) + " "
                            + GeneratedWords.any(GeneratedWords.COLORS, random) + " " + kind;
                default -> words.brand(random) + " " + words.word(random);
            };
            queries.add(query.toLowerCase(Locale.ROOT));
        }
        return queries;
    }

    private static Offer offer(
            int number,
            int place,
            Merchant merchant,
            Listing.Identity identity,
            Category kind,
            String title,
            String description,
            long cents,
            List<Listing.Named> attributes,
            boolean soldOut) {
        ListingId id = new ListingId("01J0000000" + crockford(number * 8L + place));
        URI url = URI.create(merchant.home() + "products/" + slug(title));
        Listing listing = new Listing(
                new ListingKey(merchant.id(), merchant.domain() + "/products/" + number),
                url,
                title,
                description,
                identity,
                new Money(cents, "USD"),
                number % 5 == 0 ? Optional.of(new Money(cents * 5 / 4, "USD")) : Optional.empty(),
                soldOut ? Availability.OUT_OF_STOCK : Availability.IN_STOCK,
                Optional.of(number % 20 == 0 ? Condition.REFURBISHED : Condition.NEW),
                List.of(),
                Optional.empty(),
                List.of(merchant.home() + "cdn/" + slug(title) + "-1200x1200.jpg"),
                List.of(kind.pathText()),
                Optional.of(kind.slug()),
                attributes,
                Listing.Audience.ANYONE,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                SEEN);
        return new Offer(id, merchant, listing, SEEN);
    }

    private static String crockford(long number) {
        char[] text = new char[16];
        long rest = number;
        for (int i = text.length - 1; i >= 0; i--) {
            text[i] = CROCKFORD.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        return new String(text);
    }

    private static String slug(String title) {
        StringBuilder slug = new StringBuilder(title.length());
        for (int i = 0; i < title.length(); i++) {
            char c = Character.toLowerCase(title.charAt(i));
            if (Character.isLetterOrDigit(c)) {
                slug.append(c);
            } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        }
        return slug.toString();
    }

    private static String gtin(int number) {
        String thirteen = "0401%09d".formatted(number);
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            sum += (thirteen.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return thirteen + (10 - sum % 10) % 10;
    }

    /// Some kinds have many products and some few, but none has a tenth of all.
    private record Zipfish(int kinds) {

        int next(SplittableRandom random) {
            double even = random.nextDouble();
            return (int) (kinds * even * Math.sqrt(even));
        }
    }
}
