/// Credentials of connections, sealed with AES-256-GCM: each with a key of its own, which is sealed with
/// the installation's key. In and out: a [Secret], which never shows itself in text. Nothing here is ever
/// logged.
@NullMarked
package dev.aisle.partner.credentials;

import org.jspecify.annotations.NullMarked;
