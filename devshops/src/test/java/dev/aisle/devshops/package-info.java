/// The shops, asked over HTTP as any visitor asks them.
@NullMarked
package dev.aisle.devshops;

import org.jspecify.annotations.NullMarked;
