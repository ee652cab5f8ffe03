/// Questions an agent asks and the answers to them.
@NullMarked
package dev.aisle.catalog.answer;

import org.jspecify.annotations.NullMarked;
