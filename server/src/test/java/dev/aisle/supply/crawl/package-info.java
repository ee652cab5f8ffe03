@NullMarked
package dev.aisle.supply.crawl;

import org.jspecify.annotations.NullMarked;
