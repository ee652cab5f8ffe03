@NullMarked
package dev.aisle.partner.credentials;

import org.jspecify.annotations.NullMarked;
