/// Akeneo PIM: products with what their models say, by an attribute mapping that the merchant confirms.
@NullMarked
package dev.aisle.partner.source.akeneo;

import org.jspecify.annotations.NullMarked;
