package dev.aisle.supply.extract;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.RawListing.Said;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.supply.crawl.FetchedPage;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Reads an HTML page: what it offers, from every source on it merged field by field, and where it leads.
final class HtmlReader {

    private static final int MOST_LISTINGS = 500;

    private final Merchant merchant;
    private final FetchedPage fetched;
    private final List<String> problems = new ArrayList<>();

    HtmlReader(Merchant merchant, FetchedPage fetched) {
        this.merchant = merchant;
        this.fetched = fetched;
    }

    Reading read(String text) {
        Document page = Jsoup.parse(text, fetched.url().toString());
        PageFacts facts = new PageFacts(page, fetched.url());
        List<RawListing> listings = listings(facts);
        return new Reading(listings, Links.of(facts), Optional.empty(), Robots.noindex(page, fetched), problems);
    }

    private List<RawListing> listings(PageFacts facts) {
        List<PageProduct> sources = new ArrayList<>();
        SchemaProducts.read(Evidence.JSON_LD, JsonLdReader.read(facts.page(), problems), facts)
                .ifPresent(sources::add);
        if (sources.isEmpty()) {
            return List.of();
        }
        List<Draft> wholes =
                new ArrayList<>(sources.stream().map(PageProduct::whole).toList());
        wholes.add(ofPage(facts.page()));
        Map<Field, List<Said>> merged = FieldMerge.merge(wholes);
        List<Draft> variants = sources.stream()
                .map(PageProduct::variants)
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse(List.of());
        return variants.isEmpty() ? whole(facts, sources, merged) : variants(facts, variants, merged);
    }

    private static Draft ofPage(Document page) {
        Draft draft = new Draft(Evidence.META);
        Element root = page.selectFirst("html[lang]");
        if (root != null) {
            draft.say(Field.LANGUAGE, root.attr("lang"));
        }
        return draft;
    }

    private List<RawListing> whole(PageFacts facts, List<PageProduct> sources, Map<Field, List<Said>> merged) {
        if (!isOffered(merged)) {
            return List.of();
        }
        Draft first = sources.getFirst().whole();
        return List.of(new RawListing(
                merchant.id(),
                dev.aisle.market.merchant.Platform.WEB_CRAWL,
                UrlKey.of(facts.address()).value(),
                facts.address(),
                merged,
                first.options(),
                first.attributes(),
                fetched.fetchedAt()));
    }

    private List<RawListing> variants(PageFacts facts, List<Draft> variants, Map<Field, List<Said>> merged) {
        List<RawListing> listings = new ArrayList<>();
        Set<String> items = new HashSet<>();
        for (Draft variant : variants) {
            Map<Field, List<Said>> fields = FieldMerge.variant(variant, merged);
            String item = item(facts, variant);
            if (listings.size() < MOST_LISTINGS && isOffered(fields) && items.add(item)) {
                URI url = variant.url().orElse(facts.address());
                listings.add(new RawListing(
                        merchant.id(),
                        dev.aisle.market.merchant.Platform.WEB_CRAWL,
                        item,
                        url,
                        fields,
                        variant.options(),
                        variant.attributes(),
                        fetched.fetchedAt()));
            }
        }
        return listings;
    }

    /// A variant with a page of its own is known by that page, one that shares this page by its choice.
    private static String item(PageFacts facts, Draft variant) {
        Optional<URI> elsewhere = variant.url()
                .filter(url -> Urls.sameHost(url, facts.url()))
                .filter(url -> !Variants.path(url).equals(Variants.path(facts.address())));
        return elsewhere
                .map(url -> UrlKey.of(url).value())
                .orElseGet(() -> UrlKey.of(facts.address()).value()
                        + (variant.choice().isEmpty() ? "" : "#" + variant.choice()));
    }

    /// Only what has a name and a price is offered; the currency may be the store's.
    private static boolean isOffered(Map<Field, List<Said>> fields) {
        return fields.containsKey(Field.TITLE)
                && fields.getOrDefault(Field.PRICE, List.of()).stream()
                        .anyMatch(price -> SchemaOffers.isAboveZero(price.value()));
    }
}
