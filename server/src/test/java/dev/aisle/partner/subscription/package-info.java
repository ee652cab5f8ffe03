@NullMarked
package dev.aisle.partner.subscription;

import org.jspecify.annotations.NullMarked;
