/// Everything we ask of the outside goes through here: limits, guarded addresses, redirects judged one by one.
@NullMarked
package dev.aisle.base.http;

import org.jspecify.annotations.NullMarked;
