/// The Model Context Protocol of a stateless server that has tools and nothing else: its eras, headers, errors and
/// methods, over one HTTP path. What the tools are and do is a [Toolbox], in the room that has them.
@NullMarked
package dev.aisle.edge.mcp;

import org.jspecify.annotations.NullMarked;
