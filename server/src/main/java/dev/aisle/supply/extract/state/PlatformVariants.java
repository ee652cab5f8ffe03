package dev.aisle.supply.extract.state;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.supply.extract.draft.Draft;
import dev.aisle.supply.extract.draft.PageProduct;
import dev.aisle.supply.extract.markup.JsonLdReader;
import dev.aisle.supply.extract.page.PageFacts;
import dev.aisle.supply.extract.page.Urls;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;

/// Variants as common platforms write them into their product pages: Shopify's product with its `variants` (prices in
/// hundredths), WooCommerce's list of variations (an attribute of its form).
final class PlatformVariants {

    private static final int MOST_VARIANTS = 500;
    private static final int MOST_OPTIONS = 3;
    private static final int DEEPEST = 6;

    private final PageFacts facts;

    private PlatformVariants(PageFacts facts) {
        this.facts = facts;
    }

    static Optional<PageProduct> read(PageFacts facts, List<JsonNode> values) {
        PlatformVariants reader = new PlatformVariants(facts);
        for (JsonNode value : values) {
            if (isVariations(value)) {
                return Optional.of(reader.variations(value));
            }
            Optional<JsonNode> product = reader.product(value, 0);
            if (product.isPresent()) {
                return product.map(reader::product);
            }
        }
        return Optional.empty();
    }

    private static boolean isVariations(JsonNode value) {
        return value.isArray()
                && !value.isEmpty()
                && value.get(0).has("variation_id")
                && value.get(0).has("display_price");
    }

    private PageProduct variations(JsonNode variations) {
        List<Draft> drafts = new ArrayList<>();
        for (JsonNode variation : variations) {
            if (drafts.size() >= MOST_VARIANTS) {
                break;
            }
            Draft draft = new Draft(Evidence.EMBEDDED_STATE);
            draft.choice(text(variation, "variation_id"));
            variation.path("attributes").properties().forEach(it -> option(it, draft));
            draft.say(Field.PRICE, text(variation, "display_price"));
            if (isMore(text(variation, "display_regular_price"), text(variation, "display_price"))) {
                draft.say(Field.LIST_PRICE, text(variation, "display_regular_price"));
            }
            draft.say(Field.SKU, text(variation, "sku"));
            draft.say(Field.GTIN, text(variation, "global_unique_id"));
            if (variation.has("is_in_stock")) {
                draft.say(
                        Field.AVAILABILITY, variation.path("is_in_stock").asBoolean(false) ? "InStock" : "OutOfStock");
            }
            facts.resolve(text(variation.path("image"), "src"))
                    .ifPresent(url -> draft.say(Field.IMAGE, url.toString()));
            draft.say(Field.GROUP, UrlKey.of(facts.address()).value());
            drafts.add(draft);
        }
        return new PageProduct(new Draft(Evidence.EMBEDDED_STATE), drafts);
    }

    /// `attribute_pa_color: blue`, put in the words of the form that the shopper chooses by; an empty value stands for
    /// any.
    private void option(Map.Entry<String, JsonNode> attribute, Draft draft) {
        Document page = facts.page();
        String value = JsonLdReader.scalar(attribute.getValue());
        if (value.isEmpty()) {
            return;
        }
        String field = attribute.getKey().replaceFirst("^attribute_", "");
        Element label = firstWith(page, "label[for]", "for", field);
        String name = label == null ? words(field.replaceFirst("^pa_", "")) : label.text();
        Element select = firstWith(page, "select[id]", "id", field);
        Element chosen = select == null ? null : firstWith(select, "option[value]", "value", value);
        draft.option(name, chosen == null || chosen.text().isBlank() ? value : chosen.text());
    }

    private static @org.jspecify.annotations.Nullable Element firstWith(
            Element inside, String query, String attribute, String value) {
        for (Element element : inside.select(query)) {
            if (element.attr(attribute).equals(value)) {
                return element;
            }
        }
        return null;
    }

    private static String words(String slug) {
        String spaced = slug.replace('-', ' ').replace('_', ' ').strip();
        return spaced.isEmpty() ? slug : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    private Optional<JsonNode> product(JsonNode value, int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        if (value.isObject() && isProduct(value)) {
            return facts.isCalled(text(value, "title")) ? Optional.of(value) : Optional.empty();
        }
        for (JsonNode child : value) {
            Optional<JsonNode> found = child.isContainer() ? product(child, depth + 1) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean isProduct(JsonNode value) {
        JsonNode first = value.path("variants").path(0);
        return value.has("title") && value.has("handle") && first.has("option1") && first.has("price");
    }

    private PageProduct product(JsonNode product) {
        Draft whole = new Draft(Evidence.EMBEDDED_STATE);
        whole.say(Field.TITLE, text(product, "title"));
        whole.say(Field.BRAND, text(product, "vendor"));
        whole.say(Field.CATEGORY, text(product, "type"), 0.8);
        whole.say(Field.DESCRIPTION, text(product, "description"));
        product.path("images")
                .forEach(image -> facts.resolve(JsonLdReader.scalar(image))
                        .ifPresent(url -> whole.say(Field.IMAGE, url.toString())));
        JsonNode variants = product.path("variants");
        boolean single = variants.size() == 1 && text(variants.get(0), "title").equals("Default Title");
        if (single) {
            describe(variants.get(0), whole);
            return new PageProduct(whole);
        }
        List<Draft> drafts = new ArrayList<>();
        for (JsonNode variant : variants) {
            if (drafts.size() < MOST_VARIANTS) {
                Draft draft = new Draft(Evidence.EMBEDDED_STATE);
                describe(variant, draft);
                options(product, variant, draft);
                draft.choice(text(variant, "id"));
                draft.say(Field.GROUP, text(product, "id"));
                Urls.resolve(facts.address(), "?variant=" + text(variant, "id")).ifPresent(url -> {
                    draft.url(url);
                    draft.say(Field.URL, url.toString());
                });
                drafts.add(draft);
            }
        }
        return new PageProduct(whole, drafts);
    }

    private void describe(JsonNode variant, Draft draft) {
        Optional<BigDecimal> price = amount(variant.path("price"));
        price.ifPresent(it -> draft.say(Field.PRICE, it.toPlainString()));
        amount(variant.path("compare_at_price"))
                .filter(before -> price.isPresent() && before.compareTo(price.get()) > 0)
                .ifPresent(before -> draft.say(Field.LIST_PRICE, before.toPlainString()));
        draft.say(Field.SKU, text(variant, "sku"));
        draft.say(Field.GTIN, text(variant, "barcode"));
        if (variant.has("available")) {
            draft.say(Field.AVAILABILITY, variant.path("available").asBoolean(false) ? "InStock" : "OutOfStock");
        }
        JsonNode image = variant.path("featured_image");
        facts.resolve(image.isObject() ? text(image, "src") : JsonLdReader.scalar(image))
                .ifPresent(url -> draft.say(Field.IMAGE, url.toString()));
    }

    /// Whole numbers are hundredths, texts are decimals.
    private static Optional<BigDecimal> amount(JsonNode price) {
        String text = JsonLdReader.scalar(price);
        try {
            BigDecimal amount = text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
            return amount.signum() <= 0
                    ? Optional.empty()
                    : Optional.of(price.isIntegralNumber() ? amount.movePointLeft(2) : amount);
        } catch (NumberFormatException notOne) {
            return Optional.empty();
        }
    }

    private static void options(JsonNode product, JsonNode variant, Draft draft) {
        for (int i = 1; i <= MOST_OPTIONS; i++) {
            JsonNode option = product.path("options").path(i - 1);
            String name = option.isObject() ? text(option, "name") : JsonLdReader.scalar(option);
            draft.option(name.isEmpty() ? "Option " + i : name, text(variant, "option" + i));
        }
    }

    private static boolean isMore(String one, String other) {
        try {
            return new BigDecimal(one).compareTo(new BigDecimal(other)) > 0;
        } catch (NumberFormatException notBoth) {
            return false;
        }
    }

    private static String text(JsonNode node, String key) {
        return JsonLdReader.scalar(node.path(key));
    }
}
