/// The sample street: small honest shops on loopback. It shares no code, field list or fixture with the server.
@NullMarked
package dev.aisle.devshops;

import org.jspecify.annotations.NullMarked;
