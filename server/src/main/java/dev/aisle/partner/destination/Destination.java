package dev.aisle.partner.destination;

import dev.aisle.market.merchant.Platform;
import java.util.List;

/// A platform that feeds go to. It knows its own words, its rules, and the shape of its files; it writes none itself.
public interface Destination {

    Platform platform();

    /// The fields of an item, the item's id first, and what is asked of each.
    List<FeedField> fields();

    /// The field that names a category of the destination's own.
    String categoryField();

    /// An offer in the destination's words, as it would be sent if nothing is wrong with it.
    FeedItem item(FeedOffer offer);

    /// The files of a feed; the first is the one that the merchant is told of.
    List<FeedForm> forms();

    /// What the merchant has to do with the feed's address, in one sentence.
    String nextStep();
}
