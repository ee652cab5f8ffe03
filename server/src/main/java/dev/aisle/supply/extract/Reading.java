package dev.aisle.supply.extract;

import dev.aisle.market.listing.RawListing;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What a fetched page says.
///
/// @param listings what it offers; empty for a page that is not a product page
/// @param links where it leads on the same host, in the order of the page, each once, without fragments
/// @param next the next page of a platform's public listing, where there is one
/// @param noindex whether the page asks to be kept out (meta robots or `X-Robots-Tag`)
/// @param problems what was there but could not be read, in words
public record Reading(
        List<RawListing> listings, List<URI> links, Optional<URI> next, boolean noindex, List<String> problems) {

    public Reading {
        listings = List.copyOf(listings);
        links = List.copyOf(links);
        problems = List.copyOf(problems);
    }
}
