/// The UCP REST binding and the discovery profile.
@NullMarked
package dev.aisle.edge.catalogapi;

import org.jspecify.annotations.NullMarked;
