/// Breaks the rules of the house on purpose: see `ArchitectureTest`.
@NullMarked
package planted.market.product;

import org.jspecify.annotations.NullMarked;
