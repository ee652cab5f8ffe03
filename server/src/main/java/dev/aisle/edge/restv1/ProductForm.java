package dev.aisle.edge.restv1;

import dev.aisle.base.money.Money;
import dev.aisle.catalog.answer.Context;
import dev.aisle.catalog.answer.Detail;
import dev.aisle.catalog.answer.Found;
import dev.aisle.catalog.buylink.BuyLinks;
import dev.aisle.catalog.index.Attributes;
import dev.aisle.catalog.index.ProductDocument.OfferDocument;
import dev.aisle.edge.wire.Features;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.taxonomy.BrandId;
import dev.aisle.market.taxonomy.Brands;
import dev.aisle.market.taxonomy.Category;
import dev.aisle.market.taxonomy.Taxonomy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Products in the shapes of this API.
final class ProductForm {

    private static final int MOST_IMAGES = 20;
    private static final Set<String> GENDERS = Set.of("male", "female");

    private final Taxonomy taxonomy;
    private final Brands brands;
    private final BuyLinks links;
    private final CommissionForm commissions;

    ProductForm(Taxonomy taxonomy, Brands brands, BuyLinks links, CommissionForm commissions) {
        this.taxonomy = taxonomy;
        this.brands = brands;
        this.links = links;
        this.commissions = commissions;
    }

    /// Which offers of a product are shown, of those in the locale.
    ///
    /// @param websites of these only, where said
    /// @param selected whether only those that stand for the selected options
    record Offers(Optional<Set<MerchantId>> websites, boolean selected) {

        static Offers all() {
            return new Offers(Optional.empty(), false);
        }

        private boolean hold(Offer offer, boolean passed) {
            return (passed || !selected)
                    && websites.filter(it -> !it.contains(offer.merchant().id()))
                            .isEmpty();
        }
    }

    /// A product as an answer shows it.
    ///
    /// @param found what passed, the featured offer first
    /// @param options of its family, where it has any
    /// @param family the products that values of options lead to
    /// @param hydrated whether the options say what can be ordered, which a search leaves open
    record Shown(
            Product product,
            Found found,
            Offers offers,
            List<Detail.Option> options,
            Map<ProductId, Product> family,
            boolean hydrated) {}

    /// @param context decides which offers come back: those in its currency
    List<Map<String, @Nullable Object>> write(Collection<Shown> shown, Context context, Call call) {
        MeasureForm measures = MeasureForm.of(call);
        Map<String, BrandId> ids = brands.idsOf(
                shown.stream().flatMap(it -> it.product().brand().stream()).toList());
        return shown.stream().map(it -> write(it, ids, measures, context, call)).toList();
    }

    private Map<String, @Nullable Object> write(
            Shown shown, Map<String, BrandId> brandIds, MeasureForm measures, Context context, Call call) {
        Product product = shown.product();
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("id", product.id().value());
        out.put("title", product.title());
        if (!product.description().isBlank()) {
            out.put("description", product.description());
        }
        out.put(
                "brands",
                product.brand().stream()
                        .filter(brandIds::containsKey)
                        .map(name -> Map.of("id", brandId(brandIds, name), "name", name))
                        .toList());
        out.put("images", images(product));
        out.put(
                "category",
                product.category().flatMap(taxonomy::find).map(this::summary).orElse(null));
        out.put("gender", said(product, it -> it.listing().audience().gender(), GENDERS::contains));
        out.put("age", said(product, it -> it.listing().audience().age(), any -> true));
        List<String> materials = Attributes.of(product).getOrDefault("material", List.of());
        if (!materials.isEmpty()) {
            out.put("materials", materials);
        }
        List<String> features = Features.all(product.description());
        if (!features.isEmpty()) {
            out.put("key_features", features);
        }
        out.put(
                "offers",
                ordered(shown, context).stream()
                        .map(it -> offer(product, it, measures, context, call))
                        .toList());
        out.put("variants", shown.options().isEmpty() ? null : variants(shown));
        out.put("structured_attributes", Attributes.of(product));
        return out;
    }

    /// What passed comes first, in the order of the answer; then the others in the locale, the cheapest first.
    private static List<Offer> ordered(Shown shown, Context context) {
        Map<ListingId, Integer> places = new HashMap<>();
        for (OfferDocument offer : shown.found().offers()) {
            places.put(offer.id(), places.size());
        }
        return shown.product().offers().stream()
                .filter(it -> it.price().currency().equals(context.currency()))
                .filter(it -> shown.offers().hold(it, places.containsKey(it.id())))
                .sorted(Comparator.comparing((Offer it) -> places.getOrDefault(it.id(), Integer.MAX_VALUE))
                        .thenComparing(it -> !it.availability().canBeOrdered())
                        .thenComparingLong(it -> it.price().amount()))
                .toList();
    }

    private Map<String, @Nullable Object> offer(
            Product product, Offer offer, MeasureForm measures, Context context, Call call) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("url", link(product, offer, call));
        out.put("domain", offer.merchant().domain());
        Map<String, @Nullable Object> price = new LinkedHashMap<>();
        price.put("price", offer.price().decimal());
        price.put("currency", offer.price().currency());
        price.put("compare_at_price", offer.compareAt().map(Money::decimal).orElse(null));
        out.put("price", price);
        out.put("availability", offer.availability().canBeOrdered() ? "InStock" : "OutOfStock");
        out.put(
                "condition",
                offer.listing()
                        .condition()
                        .map(it -> it == Condition.NEW ? "new" : "used")
                        .orElse(null));
        commissions.of(offer, context).ifPresent(net -> out.put("max_commission_rate", CommissionForm.fraction(net)));
        out.put("dimensions", measures.write(offer));
        return out;
    }

    String link(Product product, Offer offer, Call call) {
        return links.make(product.id(), offer.merchant().id(), call.caller().vendor(), offer.id(), call.userId());
    }

    /// The whole configuration shown is the featured offer's.
    private static Map<String, @Nullable Object> variants(Shown shown) {
        List<Map<String, @Nullable Object>> options = new ArrayList<>();
        for (Detail.Option option : shown.options()) {
            List<Map<String, @Nullable Object>> values = new ArrayList<>();
            for (Detail.Option.Value value : option.values()) {
                Map<String, @Nullable Object> out = new LinkedHashMap<>();
                out.put("label", value.label());
                out.put("exists", value.exists());
                out.put("available", shown.hydrated() ? (value.available() ? "InStock" : "OutOfStock") : null);
                Optional<ProductId> leadsTo = value.productId().map(ProductId::new);
                picture(shown, leadsTo, option.name(), value.label()).ifPresent(url -> out.put("thumbnail_url", url));
                leadsTo.filter(id -> !id.equals(shown.product().id()))
                        .ifPresent(id -> out.put("product_id", id.value()));
                values.add(out);
            }
            options.add(Map.of("name", option.name(), "values", values));
        }
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("options", options);
        out.put(
                "selected",
                shown.found().offers().getFirst().options().stream()
                        .map(it -> Map.of("name", it.name(), "label", it.value()))
                        .toList());
        return out;
    }

    /// What the choice looks like: an offer that stands for it, of the product it leads to where there is one, else
    /// that product.
    private static Optional<String> picture(Shown shown, Optional<ProductId> leadsTo, String option, String label) {
        Optional<Product> led =
                leadsTo.flatMap(id -> Optional.ofNullable(shown.family().get(id)));
        return Stream.concat(led.stream(), Stream.concat(Stream.of(shown.product()), shown.family().values().stream()))
                .filter(it -> it.family().equals(shown.product().family()))
                .flatMap(it -> it.offers().stream())
                .filter(offer -> offer.listing().options().stream()
                        .anyMatch(it ->
                                it.name().equalsIgnoreCase(option) && it.value().equalsIgnoreCase(label)))
                .flatMap(offer -> offer.listing().images().stream())
                .findFirst()
                .or(() -> led.orElse(shown.product()).images().stream().findFirst());
    }

    Map<String, Object> summary(Category category) {
        return Map.of(
                "slug",
                category.slug(),
                "title",
                category.name(),
                "path",
                taxonomy.pathTo(category.slug()).stream()
                        .map(ProductForm::reference)
                        .toList(),
                "has_children",
                !taxonomy.children(category.slug()).isEmpty());
    }

    static Map<String, String> reference(Category category) {
        return Map.of("slug", category.slug(), "title", category.name());
    }

    private static List<Map<String, Object>> images(Product product) {
        List<Map<String, Object>> images = new ArrayList<>();
        for (String url : product.images().stream().limit(MOST_IMAGES).toList()) {
            images.add(Map.of("url", url, "is_main_image", images.isEmpty()));
        }
        return images;
    }

    private static String brandId(Map<String, BrandId> ids, String name) {
        return Optional.ofNullable(ids.get(name)).map(BrandId::value).orElse("");
    }

    private static @Nullable String said(
            Product product, Function<Offer, Optional<String>> field, Function<String, Boolean> counts) {
        return product.offers().stream()
                .flatMap(it -> field.apply(it).stream())
                .filter(counts::apply)
                .findFirst()
                .orElse(null);
    }
}
