@NullMarked
package dev.aisle.partner.webhook;

import org.jspecify.annotations.NullMarked;
