@NullMarked
package dev.aisle.partner.feed;

import org.jspecify.annotations.NullMarked;
