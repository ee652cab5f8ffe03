/// Breaks the rules of the house on purpose: see `ArchitectureTest`.
@NullMarked
package planted.market.affiliate;

import org.jspecify.annotations.NullMarked;
