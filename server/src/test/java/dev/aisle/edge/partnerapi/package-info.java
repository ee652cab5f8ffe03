@NullMarked
package dev.aisle.edge.partnerapi;

import org.jspecify.annotations.NullMarked;
