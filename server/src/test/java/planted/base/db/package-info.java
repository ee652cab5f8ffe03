/// Breaks the rules of the house on purpose: see `ArchitectureTest`.
@NullMarked
package planted.base.db;

import org.jspecify.annotations.NullMarked;
