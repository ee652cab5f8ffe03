package dev.aisle.supply.extract;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.supply.crawl.FetchedPage;
import dev.aisle.supply.extract.draft.Draft;
import dev.aisle.supply.extract.markup.JsonLdReader;
import dev.aisle.supply.extract.page.Urls;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Reads a page of the WooCommerce Store API (`wp-json/wc/store/v1/products`). A variable product becomes
/// its variations where they all cost the same; what a variation itself says, such as its stock and its
/// price, stands on the parts, and replaces what is said here of it. Where prices differ and no part tells
/// them, the product is listed as a whole at its lowest price.
final class StoreApiReader {

    private static final String VARIATION = "variation";
    private static final Set<String> OF_THE_PAGE = Set.of("page", "per_page", "type", "parent");
    private static final int MOST_LISTINGS = 500;
    private static final int USUAL_SIZE = 10;
    private static final int VARIATIONS_A_PAGE = 100;
    private static final int MOST_DECIMALS = 6;
    private static final double LOWEST_OF_A_RANGE = 0.7;

    private final Merchant merchant;
    private final FetchedPage page;
    private final List<RawListing> listings = new ArrayList<>();
    private final List<Reading.Summary> summaries = new ArrayList<>();
    private final Set<URI> parts = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    StoreApiReader(Merchant merchant, FetchedPage page) {
        this.merchant = merchant;
        this.page = page;
    }

    /// An array of objects with a permalink and prices; the empty array that ends the listing is told by its address.
    static boolean recognises(JsonNode json) {
        return json.isArray()
                && (json.isEmpty()
                        || (json.get(0).has("permalink") && json.get(0).has("prices")));
    }

    Reading read(JsonNode products) {
        boolean ofVariations = PlatformListing.value(page.url(), "type").equals(Optional.of(VARIATION));
        for (JsonNode product : products) {
            if (ofVariations && !text(product, "type").equals(VARIATION)) {
                problems.add("the shop does not list variations on their own");
                break;
            }
            if (listings.size() >= MOST_LISTINGS) {
                problems.add("more than " + MOST_LISTINGS + " listings on one page");
                break;
            }
            Optional<URI> permalink = Urls.resolve(page.url(), text(product, "permalink"));
            if (permalink.isPresent() && Urls.sameHost(permalink.get(), page.url())) {
                product(product, permalink.get());
            } else {
                problems.add("product " + text(product, "id") + " has no permalink on this host");
            }
        }
        boolean end = ofVariations && listings.isEmpty();
        Optional<URI> next =
                end ? Optional.empty() : PlatformListing.nextPage(page.url(), products.size(), "per_page", USUAL_SIZE);
        return new Reading(listings, List.of(), List.copyOf(parts), summaries, next, false, problems);
    }

    private void product(JsonNode product, URI permalink) {
        if (text(product, "type").equals(VARIATION)) {
            variation(product, permalink);
            return;
        }
        JsonNode variations = product.path("variations");
        if (variations.isEmpty()) {
            listing(draft(product), UrlKey.of(permalink).value(), permalink).ifPresent(listings::add);
            return;
        }
        Optional<URI> part = variationsOf(text(product, "id"));
        part.ifPresent(parts::add);
        if (costTheSame(product)) {
            for (JsonNode variation : variations) {
                Draft draft = draft(product);
                List<Term> choice = choice(product, variation);
                choice.forEach(it -> draft.option(it.attribute(), it.label()));
                draft.say(Field.GROUP, UrlKey.of(permalink).value());
                listing(
                                draft,
                                UrlKey.of(permalink).value() + '#' + text(variation, "id"),
                                withChoice(permalink, choice))
                        .ifPresent(listings::add);
            }
            return;
        }
        Optional<RawListing> whole =
                listing(draft(product), UrlKey.of(permalink).value(), permalink);
        if (whole.isPresent() && part.isPresent()) {
            summaries.add(new Reading.Summary(whole.get(), part.get()));
        }
    }

    /// What else the listing's address has stays: under plain permalinks the route is a parameter (`rest_route`).
    private Optional<URI> variationsOf(String product) {
        List<String> parameters = new ArrayList<>(Urls.parameters(page.url()));
        parameters.removeIf(it -> OF_THE_PAGE.contains(PlatformListing.nameOf(it)));
        parameters.add("type=" + VARIATION);
        parameters.add("parent=" + product);
        parameters.add("per_page=" + VARIATIONS_A_PAGE);
        return Urls.resolve(page.url(), "?" + String.join("&", parameters));
    }

    /// One value of a variation's choice: what shoppers read, and how the variation's address says it.
    private record Term(String attribute, String label, String parameter) {}

    /// A variation names its values by their slugs; what they are called stands with the product's attributes.
    private static List<Term> choice(JsonNode product, JsonNode variation) {
        List<Term> choice = new ArrayList<>();
        for (JsonNode value : variation.path("attributes")) {
            String name = text(value, "name");
            String slug = text(value, "value");
            String label = slug;
            String key = name.toLowerCase(Locale.ROOT).replace(' ', '-');
            for (JsonNode attribute : product.path("attributes")) {
                if (text(attribute, "name").equalsIgnoreCase(name)) {
                    key = text(attribute, "taxonomy").isEmpty() ? key : text(attribute, "taxonomy");
                    for (JsonNode term : attribute.path("terms")) {
                        label = text(term, "slug").equals(slug) ? text(term, "name") : label;
                    }
                }
            }
            choice.add(new Term(name, label, "attribute_" + encoded(key) + '=' + encoded(slug)));
        }
        return choice;
    }

    private static URI withChoice(URI permalink, List<Term> choice) {
        String parameters = choice.stream()
                .filter(it -> !it.label().isEmpty())
                .map(Term::parameter)
                .collect(Collectors.joining("&"));
        String joint = permalink.getRawQuery() == null ? "?" : "&";
        return parameters.isEmpty() ? permalink : URI.create(permalink + joint + parameters);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// A variation's permalink is its parent's with the choice in the query.
    private void variation(JsonNode variation, URI permalink) {
        URI parent = withoutChoice(permalink);
        Draft draft = draft(variation);
        for (JsonNode attribute : variation.path("attributes")) {
            JsonNode terms = attribute.path("terms");
            draft.option(
                    text(attribute, "name"), terms.isEmpty() ? text(attribute, "value") : text(terms.get(0), "name"));
        }
        if (draft.options().isEmpty()) {
            optionsInWords(text(variation, "variation"), draft);
        }
        draft.say(Field.GROUP, UrlKey.of(parent).value());
        listing(draft, UrlKey.of(parent).value() + '#' + text(variation, "id"), permalink)
                .ifPresent(listings::add);
    }

    /// `Color: Blue, Logo: Yes`, as the API puts a variation's choice in words.
    private static void optionsInWords(String words, Draft draft) {
        for (String choice : words.split(", (?=[^:,]+: )", -1)) {
            int colon = choice.indexOf(": ");
            if (colon > 0) {
                draft.option(choice.substring(0, colon), choice.substring(colon + 2));
            }
        }
    }

    private static URI withoutChoice(URI permalink) {
        String kept = Urls.parameters(permalink).stream()
                .filter(parameter -> !PlatformListing.nameOf(parameter).startsWith("attribute_"))
                .collect(Collectors.joining("&"));
        String bare = permalink.toString();
        int query = bare.indexOf('?');
        return query < 0 ? permalink : URI.create(bare.substring(0, query) + (kept.isEmpty() ? "" : "?" + kept));
    }

    private Draft draft(JsonNode product) {
        Draft draft = new Draft(Evidence.PLATFORM_API);
        draft.say(Field.TITLE, text(product, "name"));
        draft.say(Field.DESCRIPTION, text(product, "description"));
        draft.say(Field.DESCRIPTION, text(product, "short_description"));
        draft.say(Field.SKU, text(product, "sku"));
        draft.say(Field.GTIN, text(product, "global_unique_id"));
        prices(product.path("prices"), draft);
        draft.say(Field.AVAILABILITY, availability(product));
        product.path("images").forEach(image -> draft.say(Field.IMAGE, text(image, "src")));
        product.path("categories").forEach(category -> draft.say(Field.CATEGORY, text(category, "name")));
        product.path("brands").forEach(brand -> draft.say(Field.BRAND, text(brand, "name")));
        attributes(product.path("attributes"), draft);
        if (product.path("review_count").asInt(0) > 0) {
            draft.say(Field.RATING, text(product, "average_rating"));
            draft.say(Field.RATING_SCALE, "5");
            draft.say(Field.RATING_COUNT, text(product, "review_count"));
        }
        return draft;
    }

    private static void attributes(JsonNode attributes, Draft draft) {
        for (JsonNode attribute : attributes) {
            if (!attribute.path("has_variations").asBoolean(false)) {
                List<String> terms = new ArrayList<>();
                attribute.path("terms").forEach(term -> terms.add(text(term, "name")));
                draft.attribute(text(attribute, "name"), String.join(", ", terms));
            }
        }
    }

    private static void prices(JsonNode prices, Draft draft) {
        draft.say(Field.CURRENCY, text(prices, "currency_code"));
        Optional<BigDecimal> price = amount(prices, text(prices, "price"));
        JsonNode range = prices.path("price_range");
        boolean isRange = !costsOne(range);
        if (isRange) {
            price = amount(prices, text(range, "min_amount")).or(() -> amount(prices, text(prices, "price")));
        }
        price.ifPresent(it -> draft.say(Field.PRICE, it.toPlainString(), isRange ? LOWEST_OF_A_RANGE : 1));
        Optional<BigDecimal> regular = amount(prices, text(prices, "regular_price"));
        if (!isRange
                && price.isPresent()
                && regular.isPresent()
                && regular.get().compareTo(price.get()) > 0) {
            draft.say(Field.LIST_PRICE, regular.get().toPlainString());
        }
    }

    private static boolean costTheSame(JsonNode product) {
        return costsOne(product.path("prices").path("price_range"));
    }

    private static boolean costsOne(JsonNode range) {
        return !range.isObject() || text(range, "min_amount").equals(text(range, "max_amount"));
    }

    /// An amount in minor units becomes an exact decimal: `39999` with two digits is `399.99`.
    private static Optional<BigDecimal> amount(JsonNode prices, String minor) {
        int digits = prices.path("currency_minor_unit").asInt(2);
        boolean usable = !minor.isEmpty()
                && minor.length() < 19
                && minor.chars().allMatch(Character::isDigit)
                && digits >= 0
                && digits <= MOST_DECIMALS;
        return usable ? Optional.of(BigDecimal.valueOf(Long.parseLong(minor), digits)) : Optional.empty();
    }

    private static String availability(JsonNode product) {
        if (!product.has("is_in_stock")) {
            return "";
        }
        if (product.path("is_on_backorder").asBoolean(false)) {
            return "BackOrder";
        }
        return product.path("is_in_stock").asBoolean(false) ? "InStock" : "OutOfStock";
    }

    private Optional<RawListing> listing(Draft draft, String item, URI url) {
        draft.say(Field.URL, url.toString());
        Optional<RawListing> listing = Listings.of(merchant, page, draft, item, url);
        if (listing.isEmpty()) {
            problems.add("no key: " + item);
        }
        return listing;
    }

    private static String text(JsonNode node, String field) {
        return JsonLdReader.scalar(node.path(field));
    }
}
