package dev.aisle.supply.crawl;

/// What came of one page asked for outside a crawl.
public sealed interface Visit {

    /// It shows things on sale, and what it says was kept.
    record Kept() implements Visit {}

    /// It answered, and shows nothing on sale.
    record NoProduct() implements Visit {}

    /// It is not to be had, with the reason; where `worthAskingAgain`, only for now.
    record NotHad(String reason, boolean worthAskingAgain) implements Visit {}
}
