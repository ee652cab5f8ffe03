@NullMarked
package dev.aisle.market.merchant;

import org.jspecify.annotations.NullMarked;
