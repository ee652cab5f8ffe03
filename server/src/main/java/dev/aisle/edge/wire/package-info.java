/// What the surfaces share: product bytes, problems in each surface's words, limits and headers.
@NullMarked
package dev.aisle.edge.wire;

import org.jspecify.annotations.NullMarked;
