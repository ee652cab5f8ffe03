package dev.aisle.edge.restv1;

import dev.aisle.catalog.answer.Filters;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import java.util.function.BiPredicate;

/// What a search is narrowed to.
///
/// @param filters what the index decides
/// @param further what is left to be decided on the product and one of its offers
/// @param narrows whether brands, categories or websites were named, without which there is nothing to browse
record Wish(Filters filters, BiPredicate<Product, Offer> further, boolean narrows) {}
