package dev.aisle.journeys.outlet;

import java.util.List;

/// What an outlet says of a feed: how many rows it took in, and every mistake in them.
public record Inspection(int rows, List<String> errors) {
    public Inspection {
        errors = List.copyOf(errors);
    }
}
