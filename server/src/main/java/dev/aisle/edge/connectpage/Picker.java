package dev.aisle.edge.connectpage;

import java.util.List;

/// The platforms to choose from, as far as they match what was searched for.
///
/// @param stale whether this browser began here before
public record Picker(String store, String query, boolean stale, List<Group> groups) {

    /// Sources, or destinations.
    public record Group(String name, List<Choice> choices) {}

    /// A platform.
    public record Choice(String slug, String name, String blurb, String state, boolean available) {}
}
