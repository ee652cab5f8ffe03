package dev.aisle.edge.wire;

import dev.aisle.base.money.Money;
import dev.aisle.catalog.index.ProductRenderer;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Products and offers in UCP's words (catalog types `product` and `variant`, version 2026-04-08), each as
/// [TwoForms]. A product's bytes end inside its `metadata` object, where the [AnswerWriter] goes on.
public final class UcpRenderer implements ProductRenderer {

    private static final String SELLING_POINTS = "unique_selling_points";

    /// What a search shows of a product without its offers, in bytes, about.
    private static final int BRIEF = 720;

    private static final int BRIEF_DESCRIPTION = 160;
    private static final int BRIEF_FEATURES = 3;
    private static final int BRIEF_POINTS = 2;
    private static final int BRIEF_FEATURE = 60;
    private static final int BRIEF_ATTRIBUTES = 4;
    private static final int BRIEF_ATTRIBUTE = 40;
    private static final int BRIEF_VARIANT = 40;
    private static final int LONGEST_BRIEF_URL = 200;

    private static final int FULL_DESCRIPTION = 3_000;
    private static final int FULL_FEATURES = 10;
    private static final int FULL_FEATURE = 200;
    private static final int FULL_ATTRIBUTES = 40;
    private static final int FULL_ATTRIBUTE = 300;
    private static final int FULL_IMAGES = 10;
    private static final int FULL_VARIANT = 500;
    private static final int VARIANT_IMAGES = 3;

    @Override
    public byte[] head(Product product) {
        JsonBytes common = new JsonBytes();
        common.raw("\"id\":").string(product.id().value()).raw(",\"title\":").string(product.title());
        product.category()
                .ifPresent(slug ->
                        common.raw(",\"categories\":[{\"value\":").string(slug).raw(",\"taxonomy\":\"channel3\"}]"));
        product.rating().ifPresent(rating -> writeRating(rating, common));
        return TwoForms.pack(common, briefHead(product, BRIEF - common.size()), fullHead(product));
    }

    @Override
    public byte[] body(Product product, Offer offer) {
        Listing listing = offer.listing();
        JsonBytes common = new JsonBytes();
        common.raw("\"id\":").string(offer.variantId(product.id()));
        common.raw(",\"title\":").string(listing.title());
        writePrice("price", offer.price(), common);
        listing.listPrice()
                .filter(list -> list.currency().equals(offer.price().currency())
                        && list.amount() > offer.price().amount())
                .ifPresent(list -> writePrice("list_price", list, common));
        common.raw(",\"availability\":{\"available\":")
                .raw(offer.availability().canBeOrdered() ? "true" : "false")
                .raw(",\"status\":\"")
                .raw(offer.availability().word())
                .raw("\"}");
        writeSeller(offer.merchant(), common);
        common.raw(",\"condition\":[\"").raw(offer.condition().word()).raw("\"]");
        return TwoForms.pack(common, briefBody(listing), fullBody(product, listing));
    }

    private static JsonBytes briefHead(Product product, int room) {
        JsonBytes brief = new JsonBytes();
        String prose = Features.without(product.description());
        String text = prose.isEmpty() ? product.description() : prose;
        writeDescription(Clip.oneLine(text.isBlank() ? product.title() : text, BRIEF_DESCRIPTION), brief);
        writeImages(
                product.images().stream()
                        .filter(url -> url.length() <= LONGEST_BRIEF_URL)
                        .limit(1)
                        .toList(),
                brief);
        brief.raw(",\"metadata\":{");
        writePoints("top_features", Features.of(product.description()), BRIEF_FEATURES, BRIEF_FEATURE, room, brief);
        writePoints(
                SELLING_POINTS, Features.withFigures(product.description()), BRIEF_POINTS, BRIEF_FEATURE, room, brief);
        writeAttributes(product, BRIEF_ATTRIBUTES, BRIEF_ATTRIBUTE, room, brief);
        return brief;
    }

    private static JsonBytes fullHead(Product product) {
        JsonBytes full = new JsonBytes();
        String text = product.description().isBlank() ? product.title() : product.description();
        writeDescription(Clip.lines(text.strip(), FULL_DESCRIPTION), full);
        writeImages(product.images().stream().limit(FULL_IMAGES).toList(), full);
        full.raw(",\"metadata\":{");
        writePoints(
                "top_features",
                Features.of(product.description()),
                FULL_FEATURES,
                FULL_FEATURE,
                Integer.MAX_VALUE,
                full);
        writePoints(
                SELLING_POINTS,
                Features.withFigures(product.description()),
                FULL_FEATURES,
                FULL_FEATURE,
                Integer.MAX_VALUE,
                full);
        writeAttributes(product, FULL_ATTRIBUTES, FULL_ATTRIBUTE, Integer.MAX_VALUE, full);
        return full;
    }

    private static JsonBytes briefBody(Listing listing) {
        JsonBytes brief = new JsonBytes();
        writeDescription(Clip.oneLine(choice(listing), BRIEF_VARIANT), brief);
        return brief;
    }

    private static JsonBytes fullBody(Product product, Listing listing) {
        JsonBytes full = new JsonBytes();
        String own = listing.description();
        boolean saysMore = !own.isBlank() && !own.equals(product.description());
        writeDescription(saysMore ? Clip.oneLine(own, FULL_VARIANT) : listing.title(), full);
        listing.identity().sku().ifPresent(sku -> full.raw(",\"sku\":").string(sku));
        listing.identity()
                .gtin()
                .ifPresent(gtin -> full.raw(",\"barcodes\":[{\"type\":\"GTIN\",\"value\":")
                        .string(gtin)
                        .raw("}]"));
        writeImages(listing.images().stream().limit(VARIANT_IMAGES).toList(), full);
        listing.rating().ifPresent(rating -> writeRating(rating, full));
        listing.seller()
                .ifPresent(seller ->
                        full.raw(",\"metadata\":{\"sold_by\":").string(seller).raw("}"));
        return full;
    }

    private static String choice(Listing listing) {
        return listing.options().isEmpty()
                ? listing.title()
                : listing.options().stream().map(Listing.Named::value).collect(Collectors.joining(" / "));
    }

    private static void writeDescription(String plain, JsonBytes out) {
        out.raw(",\"description\":{\"plain\":").string(plain).raw("}");
    }

    private static void writeImages(List<String> urls, JsonBytes out) {
        if (urls.isEmpty()) {
            return;
        }
        out.raw(",\"media\":[");
        for (int i = 0; i < urls.size(); i++) {
            out.raw(i == 0 ? "" : ",")
                    .raw("{\"type\":\"image\",\"url\":")
                    .string(urls.get(i))
                    .raw("}");
        }
        out.raw("]");
    }

    private static void writePoints(String name, List<String> points, int most, int longest, int room, JsonBytes out) {
        int written = 0;
        for (String point : points) {
            if (written < most && out.size() < room) {
                if (written == 0) {
                    out.raw("\"").raw(name).raw("\":[");
                } else {
                    out.raw(",");
                }
                out.string(Clip.oneLine(point, longest));
                written++;
            }
        }
        out.raw(written == 0 ? "" : "],");
    }

    private static void writeAttributes(Product product, int most, int longest, int room, JsonBytes out) {
        List<Listing.Named> attributes = new ArrayList<>();
        product.brand().ifPresent(brand -> attributes.add(new Listing.Named("Brand", brand)));
        product.attributes().stream()
                .filter(it -> product.brand().isEmpty() || !it.name().equalsIgnoreCase("brand"))
                .forEach(attributes::add);
        int written = 0;
        for (Listing.Named attribute : attributes) {
            if (written < most && out.size() < room) {
                out.raw(written == 0 ? "\"attributes\":[" : ",");
                writeNamed(attribute.name(), attribute.value(), longest, out);
                written++;
            }
        }
        out.raw(written == 0 ? "" : "],");
    }

    private static void writeNamed(String name, String value, int longest, JsonBytes out) {
        out.raw("{\"name\":")
                .string(Clip.oneLine(name, longest))
                .raw(",\"value\":")
                .string(Clip.oneLine(value, longest))
                .raw("}");
    }

    private static void writeRating(Listing.Rating rating, JsonBytes out) {
        if (rating.scale() < 1 || rating.value() < 0) {
            return;
        }
        out.raw(",\"rating\":{\"value\":")
                .raw(decimal(rating.value()))
                .raw(",\"scale_max\":")
                .raw(decimal(rating.scale()))
                .raw(",\"count\":")
                .number(Math.max(0, rating.count()))
                .raw("}");
    }

    private static String decimal(double number) {
        return BigDecimal.valueOf(number)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static void writePrice(String name, Money price, JsonBytes out) {
        out.raw(",\"").raw(name).raw("\":");
        AnswerWriter.writeMoney(price, out);
    }

    private static void writeSeller(Merchant merchant, JsonBytes out) {
        String home = merchant.home().toString();
        out.raw(",\"seller\":{\"id\":")
                .string(merchant.id().value())
                .raw(",\"name\":")
                .string(merchant.displayName())
                .raw(",\"domain\":")
                .string(merchant.domain())
                .raw(",\"url\":")
                .string(home.substring(0, home.length() - 1))
                .raw("}");
    }
}
