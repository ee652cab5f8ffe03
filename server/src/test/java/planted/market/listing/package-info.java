/// Breaks the rules of the house on purpose: see `ArchitectureTest`.
@NullMarked
package planted.market.listing;

import org.jspecify.annotations.NullMarked;
