/// Pages that people outside are pointed to. They say what is so, from the settings; they know no tables.
@NullMarked
package dev.aisle.edge.docs;

import org.jspecify.annotations.NullMarked;
