@NullMarked
package dev.aisle.partner.source.shopify;

import org.jspecify.annotations.NullMarked;
