package dev.aisle.market.taxonomy;

import java.util.List;
import java.util.Optional;

/// One category of the market.
///
/// @param slug its lasting name on the wire: the leaf's name in kebab case, with its parent's before it where two clash
/// @param path the names from the root down to it
/// @param parent the slug of the category above; empty for a root
public record Category(String slug, String name, List<String> path, Optional<String> parent) {

    public Category {
        path = List.copyOf(path);
    }

    public boolean isRoot() {
        return parent.isEmpty();
    }

    /// The path as shops write it: `Shoes > Running Shoes`.
    public String pathText() {
        return String.join(" > ", path);
    }
}
