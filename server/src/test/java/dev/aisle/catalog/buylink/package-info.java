@NullMarked
package dev.aisle.catalog.buylink;

import org.jspecify.annotations.NullMarked;
