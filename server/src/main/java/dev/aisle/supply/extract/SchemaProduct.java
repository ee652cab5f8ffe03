package dev.aisle.supply.extract;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.market.listing.RawListing.Named;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.supply.extract.draft.Draft;
import dev.aisle.supply.extract.draft.PageProduct;
import dev.aisle.supply.extract.draft.VariantNames;
import dev.aisle.supply.extract.draft.Variants;
import dev.aisle.supply.extract.markup.Thing;
import dev.aisle.supply.extract.markup.Value;
import dev.aisle.supply.extract.page.PageFacts;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads a schema.org product, and the variants of a product group, into drafts.
final class SchemaProduct {

    private static final int MOST_VARIANTS = 500;
    private static final int MOST_OPTIONS = 3;
    private static final double LESS_SURE = 0.7;

    /// Properties that tell variants apart, and what shoppers call them.
    private record Aspect(String property, String label) {}

    private static final List<Aspect> ASPECTS = List.of(
            new Aspect("color", "Color"),
            new Aspect("size", "Size"),
            new Aspect("material", "Material"),
            new Aspect("pattern", "Pattern"));

    private final Evidence evidence;
    private final PageFacts facts;

    SchemaProduct(Evidence evidence, PageFacts facts) {
        this.evidence = evidence;
        this.facts = facts;
    }

    /// @param namesakes things of the same name and different numbers, of which it is one; empty if there are none
    PageProduct read(Thing product, List<Thing> namesakes) {
        List<Thing> variants = variantsOf(product);
        if (variants.isEmpty() && !namesakes.isEmpty()) {
            if (!differInAspects(namesakes)) {
                return new PageProduct(anyOf(namesakes));
            }
            variants = namesakes;
        }
        Draft whole = describe(product);
        if (variants.isEmpty()) {
            aspects(product, whole, isVariant(product));
            return new PageProduct(whole);
        }
        String group = product.firstText("productGroupID", "inProductGroupWithID")
                .orElseGet(() -> UrlKey.of(facts.address()).value());
        List<Draft> drafts = new ArrayList<>();
        for (Thing variant : variants) {
            Draft draft = describe(variant);
            aspects(variant, draft, true);
            draft.forget(Field.GROUP);
            draft.say(Field.GROUP, group);
            drafts.add(draft);
        }
        if (drafts.stream().allMatch(it -> it.options().isEmpty())) {
            optionsInProperties(drafts);
        }
        if (drafts.stream().allMatch(it -> it.options().isEmpty())) {
            optionsInNames(whole, drafts);
        }
        for (int i = 0; i < drafts.size(); i++) {
            drafts.get(i).choice(choice(variants.get(i), drafts.get(i)));
        }
        return new PageProduct(whole, drafts);
    }

    /// The page a thing says it is shown on: its URL, else its offer's.
    static Optional<URI> address(Thing thing, PageFacts facts) {
        return thing.text("url")
                .or(() -> thing.things("offers").stream()
                        .map(offer -> offer.text("url"))
                        .flatMap(Optional::stream)
                        .findFirst())
                .flatMap(facts::resolve);
    }

    /// Variants that nothing but a number tells apart are one thing to a shopper: to be had if one of them
    /// is, and without the numbers of one.
    private Draft anyOf(List<Thing> namesakes) {
        Draft any = namesakes.stream()
                .map(this::describe)
                .filter(draft ->
                        !SchemaOffers.isGone(draft.first(Field.AVAILABILITY).orElse("")))
                .findFirst()
                .orElseGet(() -> describe(namesakes.getFirst()));
        any.forget(Field.SKU);
        any.forget(Field.GTIN);
        any.forget(Field.MPN);
        return any;
    }

    private static boolean differInAspects(List<Thing> things) {
        return things.stream()
                        .map(thing -> ASPECTS.stream()
                                .map(aspect -> thing.text(aspect.property()))
                                .toList())
                        .distinct()
                        .count()
                == things.size();
    }

    private static List<Thing> variantsOf(Thing product) {
        Set<Thing> variants = new LinkedHashSet<>(product.things("hasVariant"));
        return variants.stream()
                .filter(it -> it.has("offers") || it.has("sku") || it.has("name"))
                .limit(MOST_VARIANTS)
                .toList();
    }

    private static boolean isVariant(Thing product) {
        return product.has("isVariantOf") || product.has("inProductGroupWithID");
    }

    private Draft describe(Thing product) {
        Draft draft = new Draft(evidence);
        draft.say(Field.TITLE, product.text("name"));
        draft.say(Field.DESCRIPTION, product.text("description"));
        address(product, facts).ifPresent(url -> {
            draft.url(url);
            draft.say(Field.URL, url.toString());
        });
        product.texts("brand").forEach(brand -> draft.say(Field.BRAND, brand));
        product.texts("manufacturer").forEach(maker -> draft.say(Field.BRAND, maker, LESS_SURE));
        SchemaCodes.read(product, draft);
        for (Value image : product.values("image")) {
            image(image).flatMap(facts::resolve).ifPresent(it -> draft.say(Field.IMAGE, it.toString()));
        }
        product.texts("category").forEach(category -> draft.say(Field.CATEGORY, category));
        rating(product, draft);
        audience(product, draft);
        group(product, draft);
        properties(product, draft);
        SchemaOffers.read(product, draft, facts);
        return draft;
    }

    private static Optional<String> image(Value value) {
        return switch (value) {
            case Value.Text text -> Optional.of(text.text());
            case Thing thing ->
                thing.firstText("contentUrl", "url", "image", "thumbnailUrl")
                        .or(() -> thing.id().isEmpty() ? Optional.empty() : Optional.of(thing.id()));
        };
    }

    private static void rating(Thing product, Draft draft) {
        product.things("aggregateRating").stream().findFirst().ifPresent(rating -> {
            draft.say(Field.RATING, rating.text("ratingValue"));
            draft.say(Field.RATING_SCALE, rating.text("bestRating"));
            draft.say(Field.RATING_COUNT, rating.firstText("reviewCount", "ratingCount"));
        });
    }

    private static void audience(Thing product, Draft draft) {
        for (Thing audience : product.things("audience")) {
            draft.say(Field.GENDER, audience.text("suggestedGender"));
            draft.say(Field.AGE, audience.text("suggestedAge"));
        }
        draft.say(Field.GENDER, product.text("suggestedGender"));
        draft.say(Field.AGE, product.text("suggestedAge"));
    }

    private void group(Thing product, Draft draft) {
        draft.say(Field.GROUP, product.text("inProductGroupWithID"));
        for (Thing parent : product.things("isVariantOf")) {
            draft.say(
                    Field.GROUP,
                    parent.text("productGroupID")
                            .or(() -> address(parent, facts).map(URI::toString))
                            .or(() -> parent.id().isEmpty() ? Optional.empty() : Optional.of(parent.id())));
        }
    }

    private static void properties(Thing product, Draft draft) {
        for (Thing property : product.things("additionalProperty")) {
            Optional<String> name = property.text("name");
            Optional<String> value = property.firstText("value", "description");
            if (name.isPresent() && value.isPresent()) {
                String unit = property.text("unitText").map(it -> " " + it).orElse("");
                draft.attribute(name.get(), value.get() + unit);
            }
        }
        product.text("model").ifPresent(model -> draft.attribute("Model", model));
    }

    /// The properties that every variant has and that are not the same for all: what shoppers choose by.
    private static void optionsInProperties(List<Draft> variants) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Draft variant : variants) {
            for (Named property : variant.attributes()) {
                values.computeIfAbsent(property.name(), it -> new ArrayList<>()).add(property.value());
            }
        }
        List<String> names = values.entrySet().stream()
                .filter(it -> it.getValue().size() == variants.size()
                        && it.getValue().stream().distinct().count() > 1)
                .map(Map.Entry::getKey)
                .limit(MOST_OPTIONS)
                .toList();
        for (Draft variant : variants) {
            for (Named property : List.copyOf(variant.attributes())) {
                if (names.contains(property.name())) {
                    variant.option(property.name(), property.value());
                }
            }
        }
    }

    private void optionsInNames(Draft whole, List<Draft> variants) {
        List<String> names =
                variants.stream().map(it -> it.first(Field.TITLE).orElse("")).toList();
        List<List<Named>> options =
                VariantNames.options(whole.first(Field.TITLE).orElse(""), names, facts.page());
        for (int i = 0; i < options.size(); i++) {
            Draft variant = variants.get(i);
            options.get(i).forEach(it -> variant.option(it.name(), it.value()));
        }
    }

    private static void aspects(Thing product, Draft draft, boolean asOptions) {
        for (Aspect aspect : ASPECTS) {
            product.text(aspect.property()).ifPresent(value -> {
                if (asOptions) {
                    draft.option(aspect.label(), value);
                } else {
                    draft.attribute(aspect.label(), value);
                }
            });
        }
    }

    /// What tells a variant from its siblings: the one parameter its address adds to the page's, its SKU or GTIN, or
    /// its options.
    private String choice(Thing variant, Draft draft) {
        return address(variant, facts)
                .flatMap(url -> Variants.parameterOf(url, facts))
                .or(() -> draft.first(Field.SKU))
                .or(() -> draft.first(Field.GTIN))
                .orElseGet(() ->
                        draft.options().stream().map(option -> option.value()).collect(Collectors.joining(" / ")));
    }
}
