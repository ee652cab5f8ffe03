/// Where connected merchants' listings come from: one sub-room a platform, and product feed files. Raw listings go out;
/// a source keeps no state and knows no product graph.
@NullMarked
package dev.aisle.partner.source;

import org.jspecify.annotations.NullMarked;
