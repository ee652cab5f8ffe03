package dev.aisle.edge.catalogapi;

import dev.aisle.market.merchant.MerchantId;

/// What the words in filters can mean.
///
/// @param categories slugs
/// @param merchants ids and domains
/// @param brands ids and names
public record Vocabulary(Known<String> categories, Known<MerchantId> merchants, Known<String> brands) {}
