/// Breaks the rules of the house on purpose: see `ArchitectureTest`.
@NullMarked
package planted.catalog.answer;

import org.jspecify.annotations.NullMarked;
