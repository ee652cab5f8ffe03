/// Breaks the rules of the house on purpose: see `ArchitectureTest`.
@NullMarked
package planted.partner;

import org.jspecify.annotations.NullMarked;
