/// Telling destinations of items by calls of their own interfaces, where the merchant gave credentials: what changed
/// in the graph is looked at again, and only what differs from what the destination has is told. It never reads a
/// feed file, and keeps no credential.
@NullMarked
package dev.aisle.partner.push;

import org.jspecify.annotations.NullMarked;
