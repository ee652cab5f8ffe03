/// Product feed files: delimited text, RSS or Atom, and JSON lines come in as a stream of bytes; raw
/// listings go out in batches, and each row that cannot be one, with the reason. It fetches nothing and
/// judges no values; normalising does.
@NullMarked
package dev.aisle.partner.source.file;

import org.jspecify.annotations.NullMarked;
