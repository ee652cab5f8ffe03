package dev.aisle.supply;

import dev.aisle.base.ids.Fingerprint;
import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.supply.crawl.FetchedPage;
import dev.aisle.supply.crawl.PageReader;
import dev.aisle.supply.extract.Extractor;
import dev.aisle.supply.extract.Reading;
import dev.aisle.supply.normalize.StoreDefaults;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The path of a crawled page: fetched page, raw listings, listings. The rooms do not know each other; this class
/// does. From the listings on, the log of listings leads to the product graph (see [MatchingRun]).
public final class ListingPipeline implements PageReader {

    private static final int MOST_SAMPLES = 3;

    private final Extractor extractor;
    private final Intake intake;
    private final Listings listings;

    public ListingPipeline(Extractor extractor, Intake intake, Listings listings) {
        this.extractor = extractor;
        this.intake = intake;
        this.listings = listings;
    }

    @Override
    public Contents read(Merchant merchant, FetchedPage page, Known known) {
        Reading reading = extractor.read(merchant, page);
        List<RawListing> listings = listings(reading, known);
        Intake.Ready ready =
                intake.normalize(listings, new StoreDefaults(known.currency(), Optional.empty(), Optional.empty()));
        return new Contents(
                listings.stream().map(RawListing::item).distinct().toList(),
                reading.links(),
                reading.parts(),
                reading.next(),
                reading.noindex(),
                fingerprint(listings, reading.links()),
                ready.good().stream().map(it -> it.price().currency()).findFirst(),
                samples(page, listings),
                () -> intake.store(ready));
    }

    /// What the page offers, and of what it only sums up that of which nothing more is to be had.
    private static List<RawListing> listings(Reading reading, Known known) {
        List<RawListing> listings = new ArrayList<>(reading.listings());
        for (Reading.Summary summary : reading.summaries()) {
            if (known.gaveNothing().test(summary.part())) {
                listings.add(summary.listing());
            }
        }
        return listings;
    }

    @Override
    public void missing(MerchantId merchant, List<String> items, Instant runStartedAt) {
        listings.missingItems(merchant, Platform.WEB_CRAWL, items, runStartedAt);
    }

    /// The pages that a list of products without a currency links to: they say in what currency they are priced.
    private static List<URI> samples(FetchedPage page, List<RawListing> listings) {
        UrlKey self = UrlKey.of(page.url());
        return listings.stream()
                .filter(it -> it.said(Field.CURRENCY).isEmpty())
                .map(RawListing::page)
                .filter(it -> !UrlKey.of(it).equals(self))
                .distinct()
                .limit(MOST_SAMPLES)
                .toList();
    }

    private static long fingerprint(List<RawListing> listings, List<URI> links) {
        Fingerprint print = new Fingerprint();
        if (listings.isEmpty()) {
            links.forEach(it -> print.add(it.toString()));
            return print.value();
        }
        for (RawListing raw : listings) {
            print.add(raw.item());
            for (Field field : Field.values()) {
                raw.said(field).forEach(it -> print.add(it.value()));
                print.add(field.name());
            }
            raw.options().forEach(it -> print.add(it.name()).add(it.value()));
            raw.attributes().forEach(it -> print.add(it.name()).add(it.value()));
        }
        return print.value();
    }
}
