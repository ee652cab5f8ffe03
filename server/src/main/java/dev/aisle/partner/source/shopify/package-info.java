/// Shopify, by OAuth, the Admin API and signed webhooks.
@NullMarked
package dev.aisle.partner.source.shopify;

import org.jspecify.annotations.NullMarked;
