package dev.aisle.supply.extract;

import java.util.List;

/// The one thing a source says the page is about, and its variants where the page offers several; what the variants
/// have in common is in the whole.
record PageProduct(Draft whole, List<Draft> variants) {

    PageProduct(Draft whole) {
        this(whole, List.of());
    }

    PageProduct {
        variants = List.copyOf(variants);
    }
}
