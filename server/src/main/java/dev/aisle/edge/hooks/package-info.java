/// What platforms call us at: webhooks, the store plugins' notices and pixels, keys handed out by
/// `wc-auth`. It verifies and hands on; bodies are never logged.
@NullMarked
package dev.aisle.edge.hooks;

import org.jspecify.annotations.NullMarked;
