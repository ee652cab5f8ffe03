@NullMarked
package dev.aisle.partner.source.woocommerce;

import org.jspecify.annotations.NullMarked;
