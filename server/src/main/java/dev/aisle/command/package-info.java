/// The operator's command line: picocli commands over `Wiring`, beside a running server or without one. What fails says
/// what to change; a secret is printed once.
@NullMarked
package dev.aisle.command;

import org.jspecify.annotations.NullMarked;
