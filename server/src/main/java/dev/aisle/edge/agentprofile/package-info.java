/// What an agent's platform says of itself. In goes the address of a profile that a request names; out comes what both
/// sides speak, or why the request cannot be answered. Only where the operator switches it on is anything fetched.
@NullMarked
package dev.aisle.edge.agentprofile;

import org.jspecify.annotations.NullMarked;
