/// Connect sessions: one short-lived permission to make a connection on the hosted page. In: a partner, its
/// merchant, and where to return to. Out: a token that is told once, and later what became of it. Looking
/// at a session never uses it up; it is started once, by one browser, and ended once. It keeps no
/// credential.
@NullMarked
package dev.aisle.partner.connect;

import org.jspecify.annotations.NullMarked;
