package dev.aisle.market.taxonomy;

/// A maker's mark, under the name it was first seen with.
public record Brand(BrandId id, String name) {}
