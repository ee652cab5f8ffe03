/// The data that a page's scripts work with: JSON in scripts and attributes, searched for the one thing that the page
/// shows, and the variations that shop software writes there.
@NullMarked
package dev.aisle.supply.extract.state;

import org.jspecify.annotations.NullMarked;
