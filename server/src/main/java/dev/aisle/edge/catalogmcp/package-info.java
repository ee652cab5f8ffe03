/// MCP over one stateless endpoint, with three tools.
@NullMarked
package dev.aisle.edge.catalogmcp;

import org.jspecify.annotations.NullMarked;
