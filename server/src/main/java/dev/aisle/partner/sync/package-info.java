/// How far each source has been read, what its things gave, and what its platform told us meanwhile. Tables
/// only: the path is `SourceSync`.
@NullMarked
package dev.aisle.partner.sync;

import org.jspecify.annotations.NullMarked;
