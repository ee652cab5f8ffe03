package dev.aisle.supply.extract;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.RawListing.Named;
import dev.aisle.market.listing.RawListing.Said;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.supply.crawl.FetchedPage;
import dev.aisle.supply.extract.draft.Draft;
import dev.aisle.supply.extract.draft.FieldMerge;
import dev.aisle.supply.extract.draft.PageProduct;
import dev.aisle.supply.extract.draft.Variants;
import dev.aisle.supply.extract.page.PageFacts;
import dev.aisle.supply.extract.page.Urls;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the sources on a page say, put together into listings: one for the page, or one a variant.
final class PageListings {

    private static final int MOST_LISTINGS = 500;
    private static final int MOST_ATTRIBUTES = 200;

    /// What has a price and nothing said against it can be bought.
    private static final Said OFFERED = new Said("InStock", Evidence.PAGE_STRUCTURE, 0.2);

    private final Merchant merchant;
    private final FetchedPage fetched;
    private final PageFacts facts;

    PageListings(Merchant merchant, FetchedPage fetched, PageFacts facts) {
        this.merchant = merchant;
        this.fetched = fetched;
        this.facts = facts;
    }

    /// @param said what each source says, the most trusted first
    List<RawListing> of(List<PageProduct> said) {
        List<Draft> wholes = said.stream().map(PageProduct::whole).toList();
        Map<Field, List<Said>> page = FieldMerge.merge(wholes);
        List<Draft> variants = said.stream()
                .map(PageProduct::variants)
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse(List.of());
        return variants.isEmpty() ? whole(wholes, page) : variants(variants, wholes, page);
    }

    private List<RawListing> whole(List<Draft> wholes, Map<Field, List<Said>> page) {
        assumeStock(page);
        if (!isOffered(page)) {
            return List.of();
        }
        List<Named> options = wholes.stream()
                .map(Draft::options)
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse(List.of());
        return Listings.of(
                        merchant,
                        fetched,
                        page,
                        options,
                        attributes(wholes, options),
                        UrlKey.of(facts.address()).value(),
                        facts.address())
                .stream()
                .toList();
    }

    private List<RawListing> variants(List<Draft> variants, List<Draft> wholes, Map<Field, List<Said>> page) {
        List<RawListing> listings = new ArrayList<>();
        Set<String> items = new HashSet<>();
        boolean ownPages = havePagesOfTheirOwn(variants);
        for (Draft variant : variants) {
            Map<Field, List<Said>> fields = FieldMerge.variant(variant, page);
            assumeStock(fields);
            String item =
                    ownPages ? UrlKey.of(variant.url().orElse(facts.address())).value() : item(variant);
            if (listings.size() < MOST_LISTINGS && isOffered(fields) && items.add(item)) {
                List<Draft> sources = new ArrayList<>(List.of(variant));
                sources.addAll(wholes);
                Listings.of(
                                merchant,
                                fetched,
                                fields,
                                variant.options(),
                                attributes(sources, variant.options()),
                                item,
                                variant.url().orElse(facts.address()))
                        .ifPresent(listings::add);
            }
        }
        return listings;
    }

    /// Every attribute once, in the words of the most trusted source, without what is already an option.
    private static List<Named> attributes(List<Draft> sources, List<Named> options) {
        Set<String> names = new HashSet<>();
        options.forEach(option -> names.add(option.name().toLowerCase(Locale.ROOT)));
        List<Named> attributes = new ArrayList<>();
        for (Draft source : sources) {
            List<Named> fresh = source.attributes().stream()
                    .filter(it -> !names.contains(it.name().toLowerCase(Locale.ROOT)))
                    .limit(MOST_ATTRIBUTES)
                    .toList();
            attributes.addAll(fresh);
            fresh.forEach(it -> names.add(it.name().toLowerCase(Locale.ROOT)));
        }
        return attributes;
    }

    private static void assumeStock(Map<Field, List<Said>> fields) {
        if (fields.containsKey(Field.PRICE)) {
            fields.putIfAbsent(Field.AVAILABILITY, List.of(OFFERED));
        }
    }

    /// Whether every variant says it is shown at another path of this host.
    private boolean havePagesOfTheirOwn(List<Draft> variants) {
        Set<String> paths = new HashSet<>();
        for (Draft variant : variants) {
            variant.url()
                    .filter(url -> Urls.sameHost(url, facts.url()))
                    .map(Variants::path)
                    .ifPresent(paths::add);
        }
        return variants.size() > 1 && paths.size() == variants.size();
    }

    /// A variant that shares this page is known by its choice, one shown elsewhere by that page.
    private String item(Draft variant) {
        Optional<URI> elsewhere = variant.url()
                .filter(url -> Urls.sameHost(url, facts.url()))
                .filter(url -> !Variants.path(url).equals(Variants.path(facts.address()))
                        && !Variants.path(url).equals(Variants.path(facts.url())));
        return elsewhere
                .map(url -> UrlKey.of(url).value())
                .orElseGet(() -> UrlKey.of(facts.address()).value()
                        + (variant.choice().isEmpty() ? "" : "#" + variant.choice()));
    }

    /// What has a name and a price, or is told to be gone, is kept; what cannot be used of it others set
    /// aside with the reason.
    private static boolean isOffered(Map<Field, List<Said>> fields) {
        return fields.containsKey(Field.TITLE)
                && (fields.containsKey(Field.PRICE) || fields.containsKey(Field.AVAILABILITY));
    }
}
