/// BigCommerce stores, by an API account that their owner makes: reads, webhooks.
@NullMarked
package dev.aisle.partner.source.bigcommerce;

import org.jspecify.annotations.NullMarked;
