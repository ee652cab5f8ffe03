/// What vendors want to know of products. In: a subscription to a product, and what the product's offers are now. Out:
/// what changed of them since the vendor was last told, kept as the subscription saw them. It reads no product itself
/// and tells nobody.
@NullMarked
package dev.aisle.partner.subscription;

import org.jspecify.annotations.NullMarked;
