package dev.aisle.catalog.answer;

import java.util.List;
import java.util.Optional;

/// A page of products, best first.
///
/// @param next the cursor of the next page; absent on the last one
/// @param notes what the caller should know, such as a converted price filter
public record SearchAnswer(List<Found> products, Optional<String> next, List<Note> notes) {

    /// Something about the answer in words, under a stable code such as `price_filter_converted`.
    public record Note(String code, String text) {}
}
