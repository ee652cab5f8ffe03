package dev.aisle.edge.catalogapi;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Words that stand for themselves, such as category slugs.
public final class KnownWords implements Known<String> {

    private final Function<String, Optional<String>> find;
    private final Supplier<Collection<String>> all;

    /// @param find the known spelling of a word
    /// @param all every word, to suggest one
    public KnownWords(Function<String, Optional<String>> find, Supplier<Collection<String>> all) {
        this.find = find;
        this.all = all;
    }

    /// Takes every word for known.
    public static KnownWords any() {
        return new KnownWords(Optional::of, List::of);
    }

    @Override
    public Optional<String> find(String word) {
        return find.apply(word);
    }

    @Override
    public List<String> nearest(String word) {
        return Nearest.of(word, all.get());
    }
}
