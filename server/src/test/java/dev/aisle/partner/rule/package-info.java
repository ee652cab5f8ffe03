@NullMarked
package dev.aisle.partner.rule;

import org.jspecify.annotations.NullMarked;
