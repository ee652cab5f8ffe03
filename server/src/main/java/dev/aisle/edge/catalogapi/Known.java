package dev.aisle.edge.catalogapi;

import java.util.List;
import java.util.Optional;

/// Words that a filter may use for something of the market, such as its category slugs.
public interface Known<T> {

    /// What the word stands for.
    Optional<T> find(String word);

    /// Words of the same kind that come closest to one that stands for nothing; the closest first.
    List<String> nearest(String word);
}
