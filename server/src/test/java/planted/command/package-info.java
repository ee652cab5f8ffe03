/// Breaks the rules of the house on purpose: see `ArchitectureTest`.
@NullMarked
package planted.command;

import org.jspecify.annotations.NullMarked;
