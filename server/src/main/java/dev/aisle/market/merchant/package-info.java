/// Merchants and who manages them; domains and how they are written.
@NullMarked
package dev.aisle.market.merchant;

import org.jspecify.annotations.NullMarked;
