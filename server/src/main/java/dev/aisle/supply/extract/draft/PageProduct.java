package dev.aisle.supply.extract.draft;

import java.util.List;

/// The one thing a source says the page is about, and its variants where the page offers several; what the variants
/// have in common is in the whole.
public record PageProduct(Draft whole, List<Draft> variants) {

    public PageProduct(Draft whole) {
        this(whole, List.of());
    }

    public PageProduct {
        variants = List.copyOf(variants);
    }
}
