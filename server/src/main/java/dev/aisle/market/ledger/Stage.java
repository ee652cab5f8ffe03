package dev.aisle.market.ledger;

/// How sure money from a network is.
public enum Stage {
    /// A sale was reported, and may still be returned.
    PENDING,
    /// The network will pay.
    APPROVED,
    /// It will not; the sale was returned or refused.
    REVERSED,
    /// The network has paid.
    PAID
}
