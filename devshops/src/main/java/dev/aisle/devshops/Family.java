package dev.aisle.devshops;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Goods that a maker sells under one name, in one or more choices.
///
/// @param number the place in the goods table, from 1
record Family(
        int number,
        String key,
        String brand,
        String name,
        String noun,
        List<String> category,
        List<String> options,
        List<Choice> choices,
        Map<String, String> facts,
        String description) {

    static final Set<String> FITS = Set.of("Size");
}
