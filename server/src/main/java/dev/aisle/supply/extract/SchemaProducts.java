package dev.aisle.supply.extract;

import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.supply.extract.draft.PageProduct;
import dev.aisle.supply.extract.markup.Thing;
import dev.aisle.supply.extract.markup.Value;
import dev.aisle.supply.extract.page.PageFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the one product a page's structured data is about, among the things it describes. A page that describes
/// several, none of which is the page's own, is about none of them.
final class SchemaProducts {

    private static final int DEEPEST = 12;
    private static final int MOST_CANDIDATES = 400;

    private static final String[] PRODUCT_TYPES = {
        "Product", "ProductGroup", "IndividualProduct", "ProductModel", "SomeProducts", "Vehicle", "Car", "Book"
    };

    /// Properties that lead to other things than the one described.
    private static final Set<String> ASIDE = Set.of(
            "isrelatedto",
            "issimilarto",
            "isaccessoryorsparepartfor",
            "isconsumablefor",
            "review",
            "reviews",
            "hasvariant",
            "isvariantof",
            "model",
            "offers",
            "brand",
            "addon",
            "itemreviewed",
            "relatedlink",
            "mentions");

    private record Candidate(Thing thing, boolean listed) {}

    private final PageFacts facts;
    private final List<Candidate> candidates = new ArrayList<>();

    private SchemaProducts(PageFacts facts) {
        this.facts = facts;
    }

    static Optional<PageProduct> read(Evidence evidence, List<Thing> things, PageFacts facts) {
        SchemaProducts products = new SchemaProducts(facts);
        things.forEach(thing -> products.collect(thing, false, 0));
        products.gatherVariants();
        return products.main().map(thing -> new SchemaProduct(evidence, facts).read(thing, products.namesakes(thing)));
    }

    private void collect(Thing thing, boolean listed, int depth) {
        if (depth > DEEPEST || candidates.size() >= MOST_CANDIDATES) {
            return;
        }
        if (thing.is(PRODUCT_TYPES) || (isOffer(thing) && thing.has("itemOffered"))) {
            offered(thing).ifPresent(it -> candidates.add(new Candidate(it, listed)));
        }
        boolean list = listed || thing.is("ItemList", "OfferCatalog", "SearchResultsPage", "CollectionPage");
        thing.properties().forEach((property, values) -> {
            if (!ASIDE.contains(property.toLowerCase(java.util.Locale.ROOT))) {
                for (Value value : values) {
                    if (value instanceof Thing child) {
                        collect(child, list, depth + 1);
                    }
                }
            }
        });
    }

    /// Variants that a page describes side by side belong in their group: those that a group names, and those
    /// that name the same group.
    private void gatherVariants() {
        Set<String> named = new HashSet<>();
        Map<String, List<Thing>> byGroup = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            Thing thing = candidate.thing();
            thing.things("hasVariant").forEach(variant -> named.add(variant.id()));
            if (!candidate.listed()) {
                groupOf(thing)
                        .ifPresent(group -> byGroup.computeIfAbsent(group, it -> new ArrayList<>())
                                .add(thing));
            }
        }
        named.remove("");
        byGroup.forEach((group, members) -> {
            if (members.size() > 1 && members.stream().allMatch(it -> it.has("offers"))) {
                Thing whole = candidates.stream()
                        .map(Candidate::thing)
                        .filter(it -> it.is("ProductGroup") && isKnownAs(it, group))
                        .findFirst()
                        .or(() -> members.getFirst().things("isVariantOf").stream()
                                .findFirst())
                        .orElseGet(members::getFirst);
                var properties = Thing.noProperties();
                properties.putAll(whole.properties());
                properties.putIfAbsent("hasVariant", List.copyOf(members));
                properties.putIfAbsent("name", members.getFirst().values("name"));
                candidates.removeIf(it -> it.thing().equals(whole) || members.contains(it.thing()));
                candidates.add(new Candidate(new Thing(List.of("ProductGroup"), whole.id(), properties), false));
            }
        });
        candidates.removeIf(it -> named.contains(it.thing().id()));
    }

    private static Optional<String> groupOf(Thing thing) {
        return thing.text("inProductGroupWithID")
                .or(() -> thing.things("isVariantOf").stream()
                        .flatMap(group ->
                                group
                                        .text("productGroupID")
                                        .or(() -> Optional.of(group.id()).filter(id -> !id.isEmpty()))
                                        .stream())
                        .findFirst());
    }

    private static boolean isKnownAs(Thing group, String name) {
        return group.id().equals(name)
                || group.text("productGroupID").map(name::equals).orElse(false);
    }

    private static boolean isOffer(Thing thing) {
        return thing.is("Offer", "AggregateOffer");
    }

    /// An offer that names what it offers, turned round into a product with that offer.
    private static Optional<Thing> offered(Thing thing) {
        if (!isOffer(thing)) {
            return Optional.of(thing);
        }
        return thing.things("itemOffered").stream().findFirst().map(item -> {
            var properties = Thing.noProperties();
            properties.putAll(item.properties());
            properties.putIfAbsent("offers", List.of(thing));
            return new Thing(item.types(), item.id(), properties);
        });
    }

    private Optional<Thing> main() {
        List<Thing> own = distinct(candidates.stream()
                .filter(it -> !it.listed() || isOurs(it.thing()))
                .map(Candidate::thing)
                .toList());
        if (own.size() == 1) {
            Thing only = own.getFirst();
            boolean pageSaysNothing = !facts.isCalledAnything();
            boolean ours = isNamedLikePage(only)
                    || pointsHere(only)
                    || (!pointsElsewhere(only) && (pageSaysNothing || MetaTagReader.saysProduct(facts)));
            return ours ? Optional.of(only) : Optional.empty();
        }
        List<Thing> named = own.stream().filter(this::isNamedLikePage).toList();
        List<Thing> here = own.stream().filter(this::pointsHere).toList();
        List<Thing> both = named.stream().filter(here::contains).toList();
        for (List<Thing> choice : List.of(both, named, here)) {
            List<Thing> priced = choice.stream().filter(it -> it.has("offers")).toList();
            if (!priced.isEmpty()) {
                return Optional.of(priced.getFirst());
            }
            if (!choice.isEmpty()) {
                return Optional.of(choice.getFirst());
            }
        }
        return Optional.empty();
    }

    /// Things that share a thing's name and differ in their number: its variants, put side by side without a group.
    private List<Thing> namesakes(Thing thing) {
        Map<Optional<String>, Thing> bySku = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            Thing other = candidate.thing();
            if (other.has("offers") && other.text("name").equals(thing.text("name"))) {
                bySku.putIfAbsent(other.firstText("sku", "gtin13", "gtin", "mpn"), other);
            }
        }
        return bySku.size() < 2 || bySku.containsKey(Optional.<String>empty())
                ? List.of()
                : List.copyOf(bySku.values());
    }

    /// One description of a thing is enough: of those with the same name the one with more to say is kept.
    private static List<Thing> distinct(List<Thing> things) {
        List<Thing> kept = new ArrayList<>();
        for (Thing thing : things) {
            int same = -1;
            for (int i = 0; i < kept.size(); i++) {
                if (kept.get(i).text("name").equals(thing.text("name"))) {
                    same = i;
                }
            }
            if (same < 0) {
                kept.add(thing);
            } else if (weight(thing) > weight(kept.get(same))) {
                kept.set(same, thing);
            }
        }
        return kept;
    }

    private static int weight(Thing thing) {
        return thing.properties().size() + (thing.has("offers") ? 100 : 0) + (thing.has("hasVariant") ? 200 : 0);
    }

    private boolean isOurs(Thing thing) {
        return pointsHere(thing) && isNamedLikePage(thing);
    }

    private boolean isNamedLikePage(Thing thing) {
        return thing.text("name").map(facts::isCalled).orElse(false);
    }

    private boolean pointsHere(Thing thing) {
        return SchemaProduct.address(thing, facts).map(facts::isHere).orElse(false);
    }

    private boolean pointsElsewhere(Thing thing) {
        return SchemaProduct.address(thing, facts).map(it -> !facts.isHere(it)).orElse(false);
    }
}
