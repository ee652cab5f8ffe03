package dev.aisle.supply.crawl;

import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What the crawl asks of the path behind it: to read a page, to keep what it says, and to hear what is missing.
/// The crawl never parses a product page itself.
public interface PageReader {

    /// Reads a page and writes nothing.
    Contents read(Merchant merchant, FetchedPage page, Known known);

    /// What the crawl knows that a page does not say.
    ///
    /// @param currency the store's, where the crawl has learned it
    /// @param gaveNothing whether a page was asked for and gives no items, so that a summary of them is all
    ///     there is
    record Known(Optional<String> currency, Predicate<URI> gaveNothing) {

        static final Known NOTHING = new Known(Optional.empty(), ignored -> false);
    }

    /// Nothing gives these items any more after a run that saw everything; called within the transaction that ends
    /// the run, in two runs while that is so.
    void missing(MerchantId merchant, List<String> items, Instant runStartedAt);

    /// What a page says, as far as the crawl must know.
    ///
    /// @param items the keys of its listings, usable or not; empty for a page that is not a product page
    /// @param links where it leads; of a platform's listing: further pages of it
    /// @param parts of a platform's listing: pages that say in full what the page itself only sums up
    /// @param next the next page of a platform's listing
    /// @param noindex whether it asks to be kept out
    /// @param fingerprint of all its listings say, or of its links where it has none; another one means a change
    /// @param currency the currency its listings are priced in, where they say so
    /// @param samples product pages where the store's currency can be learned, where the listings are silent about
    ///     it
    /// @param keep writes the listings, in the transaction of the caller, which writes the page's own state in it
    record Contents(
            List<String> items,
            List<URI> links,
            List<URI> parts,
            Optional<URI> next,
            boolean noindex,
            long fingerprint,
            Optional<String> currency,
            List<URI> samples,
            Runnable keep) {

        public Contents {
            items = List.copyOf(items);
            links = List.copyOf(links);
            parts = List.copyOf(parts);
            samples = List.copyOf(samples);
        }
    }
}
