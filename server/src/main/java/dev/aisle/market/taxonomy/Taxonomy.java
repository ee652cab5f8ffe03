package dev.aisle.market.taxonomy;

import java.util.List;
import java.util.Optional;

/// The categories of the market.
public final class Taxonomy {

    /// The taxonomy that comes with Aisle.
    public static Taxonomy shipped() {
        return new Taxonomy();
    }

    /// The slug of the category that the words of a listing lead to; nothing rather than a guess.
    public Optional<String> categoryOf(String title, List<String> shopCategoryPaths) {
        return Optional.empty();
    }
}
