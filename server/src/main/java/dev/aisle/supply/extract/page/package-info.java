/// An HTML page as its reader sees it: where it is and what it is called, its text run by run, the prices
/// that stand on it and how likely each is the one, codes behind labels, signs of stock, the picture, where
/// it leads. No rule knows a site: a rule that would not hold for a shop nobody has seen does not belong
/// here.
@NullMarked
package dev.aisle.supply.extract.page;

import org.jspecify.annotations.NullMarked;
