/// Which pages to ask for, when, and how politely; what came back. It never parses a product page.
@NullMarked
package dev.aisle.supply.crawl;

import org.jspecify.annotations.NullMarked;
