package dev.aisle.market.listing;

import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A listing in its source's words, nothing parsed. Everything that comes in, crawled pages, platform syncs
/// and feed files, comes in as one of these. A field may have been said several times: the most trusted
/// comes first; images and categories (paths like `Hardware > Mice`) keep their order. A price is said as a
/// decimal in major units, with or without its symbol.
///
/// @param item the item part of the listing's key, see [ListingKey]
/// @param page the page the listing was read from, or the one it links to
public record RawListing(
        MerchantId merchant,
        Platform platform,
        String item,
        URI page,
        Map<Field, List<Said>> fields,
        List<Named> options,
        List<Named> attributes,
        Instant readAt) {

    /// One thing a source said, and how far it is to be trusted (0 to 1).
    public record Said(String value, Origin.Evidence evidence, double confidence) {}

    /// An option or attribute in the source's words, such as Color: Navy.
    public record Named(String name, String value) {}

    public RawListing {
        EnumMap<Field, List<Said>> copy = new EnumMap<>(Field.class);
        fields.forEach((field, said) -> copy.put(field, List.copyOf(said)));
        fields = copy;
        options = List.copyOf(options);
        attributes = List.copyOf(attributes);
    }

    public List<Said> said(Field field) {
        return fields.getOrDefault(field, List.of());
    }

    /// The most trusted word on a field.
    public Optional<String> first(Field field) {
        return said(field).stream().findFirst().map(Said::value);
    }
}
