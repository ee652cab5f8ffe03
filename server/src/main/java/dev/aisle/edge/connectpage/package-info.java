/// The hosted connect page: server-rendered, in the partner's name and colors, complete without JavaScript.
/// A merchant's browser comes with a connect session's token and goes back to the partner. Looking never
/// uses a session up; the first explicit step binds it to the browser. It keeps no secret and shows none.
@NullMarked
package dev.aisle.edge.connectpage;

import org.jspecify.annotations.NullMarked;
