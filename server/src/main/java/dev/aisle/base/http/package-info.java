/// The one guarded way to everything outside: what comes in is a request, what goes out is an answer or why there
/// is none. No address that is not public is ever connected to, except those of the operator's development
/// allowlist.
@NullMarked
package dev.aisle.base.http;

import org.jspecify.annotations.NullMarked;
