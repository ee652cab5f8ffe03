/// The catalog's three questions as tools of an MCP server.
@NullMarked
package dev.aisle.edge.catalogmcp;

import org.jspecify.annotations.NullMarked;
