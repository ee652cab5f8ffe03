/// The Partner API: a partner registers merchants by domain and reads how their connections stand. What comes in is a
/// request with a secret key; what goes out is JSON that never tells one partner of another. It touches no table.
@NullMarked
package dev.aisle.edge.partnerapi;

import org.jspecify.annotations.NullMarked;
