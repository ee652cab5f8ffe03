@NullMarked
package dev.aisle.base.http;

import org.jspecify.annotations.NullMarked;
