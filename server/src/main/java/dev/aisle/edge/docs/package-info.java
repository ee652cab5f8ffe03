/// What people outside are pointed to: guides, a reference made from the OpenAPI documents, a search over both, and an
/// MCP server with that search. They say what is so, from the settings; they know no tables.
@NullMarked
package dev.aisle.edge.docs;

import org.jspecify.annotations.NullMarked;
