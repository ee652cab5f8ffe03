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
    public Contents read(Merchant merchant, FetchedPage page, Optional<String> currency) {
        Reading reading = extractor.read(merchant, page);
        Intake.Ready ready =
                intake.normalize(reading.listings(), new StoreDefaults(currency, Optional.empty(), Optional.empty()));
        return new Contents(
                reading.listings().stream().map(RawListing::item).distinct().toList(),
                reading.links(),
                reading.next(),
                reading.noindex(),
                fingerprint(reading),
                ready.good().stream().map(it -> it.price().currency()).findFirst(),
                samples(page, reading),
                () -> intake.store(ready));
    }

    @Override
    public void missing(MerchantId merchant, List<String> items, Instant runStartedAt) {
        listings.missingItems(merchant, Platform.WEB_CRAWL, items, runStartedAt);
    }

    /// The pages that a list of products without a currency links to: they say in what currency they are priced.
    private static List<URI> samples(FetchedPage page, Reading reading) {
        UrlKey self = UrlKey.of(page.url());
        return reading.listings().stream()
                .filter(it -> it.said(Field.CURRENCY).isEmpty())
                .map(RawListing::page)
                .filter(it -> !UrlKey.of(it).equals(self))
                .distinct()
                .limit(MOST_SAMPLES)
                .toList();
    }

    private static long fingerprint(Reading reading) {
        Fingerprint print = new Fingerprint();
        if (reading.listings().isEmpty()) {
            reading.links().forEach(it -> print.add(it.toString()));
            return print.value();
        }
        for (RawListing raw : reading.listings()) {
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
