package dev.aisle.supply.extract;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.supply.crawl.FetchedPage;
import dev.aisle.supply.extract.draft.Draft;
import dev.aisle.supply.extract.draft.PageProduct;
import dev.aisle.supply.extract.markup.JsonLdReader;
import dev.aisle.supply.extract.markup.MicrodataReader;
import dev.aisle.supply.extract.markup.RdfaReader;
import dev.aisle.supply.extract.markup.Thing;
import dev.aisle.supply.extract.page.Links;
import dev.aisle.supply.extract.page.PageFacts;
import dev.aisle.supply.extract.page.Urls;
import dev.aisle.supply.extract.state.EmbeddedStateReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// Reads an HTML page: what it offers, from every source on it merged field by field, and where it leads.
final class HtmlReader {

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
        boolean noindex = Robots.noindex(page, fetched);
        List<RawListing> listings = listings(facts, noindex);
        return Reading.ofPage(listings, Links.of(facts), noindex, problems);
    }

    private List<RawListing> listings(PageFacts facts, boolean noindex) {
        List<Thing> jsonLd = JsonLdReader.read(facts.page(), problems);
        List<Thing> microdata = MicrodataReader.read(facts.page());
        List<PageProduct> said = new ArrayList<>();
        SchemaProducts.read(Evidence.JSON_LD, jsonLd, facts).ifPresent(said::add);
        SchemaProducts.read(Evidence.MICRODATA, microdata, facts).ifPresent(said::add);
        SchemaProducts.read(Evidence.RDFA, RdfaReader.read(facts.page()), facts).ifPresent(said::add);
        boolean marked = !said.isEmpty();
        List<Draft> tags = MetaTagReader.read(facts);
        tags.forEach(draft -> said.add(new PageProduct(draft)));
        PageStructureReader.Shown shown = PageStructureReader.read(facts);
        Optional<PageProduct> state = EmbeddedStateReader.read(facts, shown.amounts());
        if (!marked && (SiteThings.isList(jsonLd) || !isOffer(facts, tags, state, shown, noindex))) {
            return List.of();
        }
        state.ifPresent(said::add);
        said.add(new PageProduct(shown.draft()));
        said.add(new PageProduct(Breadcrumbs.read(facts, jsonLd, microdata)));
        SiteThings.forgetOwnName(said, jsonLd, facts);
        return new PageListings(merchant, fetched, facts).of(said);
    }

    /// Whether a page without product markup is about one thing for sale all the same.
    private static boolean isOffer(
            PageFacts facts,
            List<Draft> tags,
            Optional<PageProduct> state,
            PageStructureReader.Shown shown,
            boolean noindex) {
        if (Urls.isHome(facts.url()) || Links.isForOneShopper(facts.url())) {
            return false;
        }
        boolean tagged = tags.stream().anyMatch(draft -> draft.says(Field.PRICE)) || MetaTagReader.saysProduct(facts);
        boolean inState = state.map(it -> !it.variants().isEmpty() || it.whole().says(Field.PRICE))
                .orElse(false);
        return tagged || inState || (noindex ? shown.isClearOffer() : shown.isOffer());
    }
}
