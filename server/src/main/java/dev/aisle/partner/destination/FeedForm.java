package dev.aisle.partner.destination;

import dev.aisle.market.merchant.Merchant;

/// The shape of a feed's file. Text is appended to what the caller gives; the caller encodes it as UTF-8.
public interface FeedForm {

    /// The part of the file's name before the dot.
    String name();

    /// The part after the dot, such as `jsonl.gz`; what ends in `.gz` is compressed by the caller.
    String ending();

    String contentType();

    /// The most items that one file takes; what has more is given in several.
    int mostItems();

    /// Items for which this is the same stand in one file.
    default String keepsTogether(FeedItem item) {
        return item.fields().values().iterator().next().said();
    }

    void begin(StringBuilder file, Merchant merchant);

    void add(StringBuilder file, FeedItem item);

    void end(StringBuilder file);
}
