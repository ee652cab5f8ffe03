/// WooCommerce, by its REST API v3 with keys from the store plugin or `wc-auth`, and its signed webhooks.
@NullMarked
package dev.aisle.partner.source.woocommerce;

import org.jspecify.annotations.NullMarked;
