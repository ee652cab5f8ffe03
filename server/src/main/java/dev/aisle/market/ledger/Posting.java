package dev.aisle.market.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Money that moves between accounts: entries in minor units, nothing in sum in each currency.
///
/// @param id a ULID
/// @param transaction whose money it is
/// @param reason in words
public record Posting(String id, Instant at, String transaction, String reason, List<Entry> entries) {

    /// What one account gets, or gives where it is below zero.
    public record Entry(Account account, long amount) {}

    public Posting {
        entries = List.copyOf(entries);
        Map<String, Long> sums = new HashMap<>();
        entries.forEach(entry -> sums.merge(entry.account().currency(), entry.amount(), Math::addExact));
        if (sums.values().stream().anyMatch(sum -> sum != 0)) {
            throw new IllegalArgumentException("does not balance: " + sums);
        }
    }
}
