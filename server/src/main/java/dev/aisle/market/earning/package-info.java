/// What is earned: sales as networks report them, matched to the clicks they came of and posted to the
/// ledger. In comes a network's report, out go transactions, and every row that could not be used with its
/// reason. The same report twice changes nothing.
@NullMarked
package dev.aisle.market.earning;

import org.jspecify.annotations.NullMarked;
