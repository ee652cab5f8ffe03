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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads a page of Shopify's public `products.json`: a listing a variant. It has no currency and no barcode; the
/// currency is the store's.
final class ProductsJsonReader {

    private static final int MOST_LISTINGS = 25_000;
    private static final int USUAL_SIZE = 30;
    private static final int MOST_OPTIONS = 3;
    private static final String NO_CHOICE = "Default Title";

    private final Merchant merchant;
    private final FetchedPage page;
    private final List<RawListing> listings = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    ProductsJsonReader(Merchant merchant, FetchedPage page) {
        this.merchant = merchant;
        this.page = page;
    }

    static boolean recognises(JsonNode json) {
        JsonNode products = json.path("products");
        return products.isArray()
                && (products.isEmpty()
                        || (products.get(0).has("handle") && products.get(0).has("variants")));
    }

    Reading read(JsonNode json) {
        JsonNode products = json.path("products");
        for (JsonNode product : products) {
            Optional<URI> url = Urls.resolve(page.url(), "/products/" + text(product, "handle"));
            if (url.isEmpty() || text(product, "handle").isEmpty()) {
                problems.add("product " + text(product, "id") + " has no handle");
                continue;
            }
            if (listings.size() >= MOST_LISTINGS) {
                problems.add("more than " + MOST_LISTINGS + " listings on one page");
                break;
            }
            for (JsonNode variant : product.path("variants")) {
                variant(product, variant, url.get());
            }
        }
        Optional<URI> next = PlatformListing.nextPage(page.url(), products.size(), "limit", USUAL_SIZE);
        return new Reading(listings, List.of(), List.of(), List.of(), next, false, problems);
    }

    private void variant(JsonNode product, JsonNode variant, URI productUrl) {
        boolean single =
                product.path("variants").size() == 1 && text(variant, "title").equals(NO_CHOICE);
        Draft draft = new Draft(Evidence.PLATFORM_API);
        draft.say(Field.TITLE, text(product, "title"));
        draft.say(Field.DESCRIPTION, text(product, "body_html"));
        draft.say(Field.BRAND, text(product, "vendor"));
        draft.say(Field.CATEGORY, text(product, "product_type"));
        draft.say(Field.SKU, text(variant, "sku"));
        draft.say(Field.GTIN, text(variant, "barcode"));
        prices(variant, draft);
        if (variant.has("available")) {
            draft.say(Field.AVAILABILITY, variant.path("available").asBoolean(false) ? "InStock" : "OutOfStock");
        }
        images(product, variant, draft);
        if (!single) {
            options(product, variant, draft);
            draft.say(Field.GROUP, text(product, "id"));
        }
        product.path("tags").forEach(tag -> draft.attribute("Tag", JsonLdReader.scalar(tag)));
        URI url = single ? productUrl : withVariant(productUrl, text(variant, "id"));
        draft.say(Field.URL, url.toString());
        String item = UrlKey.of(productUrl).value() + (single ? "" : "#" + text(variant, "id"));
        Listings.of(merchant, page, draft, item, url).ifPresent(listings::add);
    }

    private static void prices(JsonNode variant, Draft draft) {
        draft.say(Field.PRICE, text(variant, "price"));
        Optional<BigDecimal> price = decimal(text(variant, "price"));
        Optional<BigDecimal> before = decimal(text(variant, "compare_at_price"));
        if (price.isPresent() && before.isPresent() && before.get().compareTo(price.get()) > 0) {
            draft.say(Field.LIST_PRICE, text(variant, "compare_at_price"));
        }
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException notOne) {
            return Optional.empty();
        }
    }

    private static void options(JsonNode product, JsonNode variant, Draft draft) {
        for (int i = 1; i <= MOST_OPTIONS; i++) {
            String name = text(product.path("options").path(i - 1), "name");
            draft.option(name.isEmpty() ? "Option " + i : name, text(variant, "option" + i));
        }
    }

    /// The variant's own image first.
    private static void images(JsonNode product, JsonNode variant, Draft draft) {
        draft.say(Field.IMAGE, text(variant.path("featured_image"), "src"));
        String id = text(variant, "id");
        for (JsonNode image : product.path("images")) {
            for (JsonNode shown : image.path("variant_ids")) {
                if (JsonLdReader.scalar(shown).equals(id)) {
                    draft.say(Field.IMAGE, text(image, "src"));
                }
            }
        }
        product.path("images").forEach(image -> draft.say(Field.IMAGE, text(image, "src")));
    }

    private static URI withVariant(URI productUrl, String id) {
        return URI.create(productUrl + "?variant=" + id);
    }

    private static String text(JsonNode node, String field) {
        return JsonLdReader.scalar(node.path(field));
    }
}
