/// Breaks the rules of the house on purpose: see `ArchitectureTest`.
@NullMarked
package planted.supply.extract;

import org.jspecify.annotations.NullMarked;
