/// Who is owed what, in double entry. In come postings that are nothing in sum, out go balances to the
/// minor unit. What was posted is never changed; it knows nothing of sales.
@NullMarked
package dev.aisle.market.ledger;

import org.jspecify.annotations.NullMarked;
