package dev.aisle.supply.extract;

import dev.aisle.market.listing.RawListing;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a fetched page says.
///
/// @param listings what it offers; empty for a page that is not a product page
/// @param links where it leads on the same host, in the order of the page, each once, without fragments
/// @param parts of a platform's public listing: further pages that say in full what it only sums up
/// @param summaries listings that hold only where their part gives nothing
/// @param next the next page of a platform's public listing, where there is one
/// @param noindex whether the page asks to be kept out (meta robots or `X-Robots-Tag`)
/// @param problems what was there but could not be read, in words
public record Reading(
        List<RawListing> listings,
        List<URI> links,
        List<URI> parts,
        List<Summary> summaries,
        Optional<URI> next,
        boolean noindex,
        List<String> problems) {

    /// What a platform's listing says of a thing as a whole, where one of its parts should say more.
    public record Summary(RawListing listing, URI part) {}

    public Reading {
        listings = List.copyOf(listings);
        links = List.copyOf(links);
        parts = List.copyOf(parts);
        summaries = List.copyOf(summaries);
        problems = List.copyOf(problems);
    }

    /// A page that is no platform's listing.
    static Reading ofPage(List<RawListing> listings, List<URI> links, boolean noindex, List<String> problems) {
        return new Reading(listings, links, List.of(), List.of(), Optional.empty(), noindex, problems);
    }

    Reading withProblem(String problem) {
        List<String> all = Stream.concat(Stream.of(problem), problems.stream()).toList();
        return new Reading(listings, links, parts, summaries, next, noindex, all);
    }
}
