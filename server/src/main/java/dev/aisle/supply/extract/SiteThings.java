package dev.aisle.supply.extract;

import dev.aisle.market.listing.Field;
import dev.aisle.supply.extract.draft.Draft;
import dev.aisle.supply.extract.draft.PageProduct;
import dev.aisle.supply.extract.markup.Thing;
import dev.aisle.supply.extract.page.PageFacts;
import dev.aisle.supply.extract.page.PageTitle;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What structured data says of the site and of the page itself, apart from what it offers.
final class SiteThings {

    private static final int DEEPEST = 2;

    private SiteThings() {}

    /// Whether the page says that it is a list of things, such as a category or the result of a search.
    static boolean isList(List<Thing> things) {
        return things.stream().anyMatch(thing -> thing.is("CollectionPage", "SearchResultsPage"));
    }

    /// A seller that goes by the name of the site is the merchant, and no seller of its own.
    static void forgetOwnName(List<PageProduct> said, List<Thing> things, PageFacts facts) {
        Set<String> names = new HashSet<>();
        PageTitle.siteNames(facts.page(), facts.url()).forEach(it -> names.add(plain(it)));
        collect(things, names, 0);
        for (PageProduct product : said) {
            forget(product.whole(), names);
            product.variants().forEach(variant -> forget(variant, names));
        }
    }

    private static void collect(List<Thing> things, Set<String> names, int depth) {
        for (Thing thing : things) {
            if (thing.is("WebSite", "Organization", "OnlineStore", "Store", "LocalBusiness")) {
                thing.texts("name").forEach(it -> names.add(plain(it)));
            }
            if (depth < DEEPEST) {
                collect(thing.things("isPartOf"), names, depth + 1);
                collect(thing.things("publisher"), names, depth + 1);
            }
        }
    }

    private static void forget(Draft draft, Set<String> names) {
        if (draft.first(Field.SELLER).filter(it -> names.contains(plain(it))).isPresent()) {
            draft.forget(Field.SELLER);
        }
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
