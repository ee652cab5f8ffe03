package dev.aisle.catalog.index;

/// A side of a thing, in millimetres, or its weight, in grams.
public enum Measure {
    LENGTH,
    WIDTH,
    HEIGHT,
    WEIGHT
}
