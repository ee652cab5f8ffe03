/// Breaks the rules of the house on purpose: see `ArchitectureTest`.
@NullMarked
package planted.edge;

import org.jspecify.annotations.NullMarked;
