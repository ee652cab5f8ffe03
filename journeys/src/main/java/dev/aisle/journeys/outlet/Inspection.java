package dev.aisle.journeys.outlet;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What an outlet says of a feed: how many rows it took in, their ids, and every mistake in them.
public record Inspection(int rows, Set<String> ids, List<String> errors) {
    public Inspection {
        ids = new LinkedHashSet<>(ids);
        errors = List.copyOf(errors);
    }
}
