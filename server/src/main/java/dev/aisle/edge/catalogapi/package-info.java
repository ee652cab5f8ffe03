/// The catalog's three questions, from a `catalog` object to the bytes of the answer, whichever protocol brought it;
/// what callers meant who named what nobody knows; the UCP REST binding and the discovery profile. It keeps answers
/// for as long as they hold, and ranks nothing.
@NullMarked
package dev.aisle.edge.catalogapi;

import org.jspecify.annotations.NullMarked;
