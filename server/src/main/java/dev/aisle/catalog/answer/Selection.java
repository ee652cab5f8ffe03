package dev.aisle.catalog.answer;

import dev.aisle.market.listing.Listing;
import dev.aisle.market.product.ProductId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The choices of a family, and what becomes of a wanted one: relaxation and signals as in UCP, catalog
/// lookup, Option Selection and Availability Signals. Names and labels are compared in lower case without
/// outer spaces, and answered in the spelling they were first met in.
public final class Selection {

    /// What one listing of the family stands for.
    public record Choice(ProductId product, List<Listing.Named> options, boolean orderable) {}

    private record Dimension(String name, Map<String, String> labels) {}

    private final List<Choice> choices;
    private final List<Map<String, String>> keys;
    private final Map<String, Dimension> dimensions = new LinkedHashMap<>();

    /// The choices of one family.
    ///
    /// @param choices one a listing, in the order in which names and labels are to appear
    public Selection(List<Choice> choices) {
        this.choices = choices;
        this.keys = new ArrayList<>(choices.size());
        for (Choice choice : choices) {
            Map<String, String> own = new HashMap<>();
            for (Listing.Named option : choice.options()) {
                own.putIfAbsent(key(option.name()), key(option.value()));
                dimensions
                        .computeIfAbsent(
                                key(option.name()),
                                name -> new Dimension(option.name().strip(), new LinkedHashMap<>()))
                        .labels()
                        .putIfAbsent(key(option.value()), option.value().strip());
            }
            keys.add(own);
        }
    }

    /// The part of the wanted selection that a listing of the family can meet, in the order it was asked: what the
    /// family does not know is dropped at once; then, while no listing has it all, the last of the preferences, and
    /// when these are used up, the last that was asked.
    public List<Listing.Named> relax(List<Listing.Named> wanted, List<String> preferences) {
        Map<String, String> left = new LinkedHashMap<>();
        for (Listing.Named option : wanted) {
            Dimension dimension = dimensions.get(key(option.name()));
            if (dimension != null && dimension.labels().containsKey(key(option.value()))) {
                left.putIfAbsent(key(option.name()), key(option.value()));
            }
        }
        List<String> order = new ArrayList<>(left.keySet());
        List<String> preferred = preferences.stream()
                .map(Selection::key)
                .filter(left::containsKey)
                .distinct()
                .toList();
        order.removeAll(preferred);
        order.addAll(preferred);
        while (!left.isEmpty() && !exists(left)) {
            left.remove(order.removeLast());
        }
        return inCatalogsWords(left);
    }

    /// The selection in the spelling of the family, each name once.
    public List<Listing.Named> spelled(List<Listing.Named> selection) {
        Map<String, String> once = new LinkedHashMap<>();
        selection.forEach(option -> once.putIfAbsent(key(option.name()), key(option.value())));
        return inCatalogsWords(once);
    }

    /// Whether this listing has every option of the selection.
    public boolean matches(int choice, List<Listing.Named> selection) {
        return has(keys.get(choice), keyed(selection));
    }

    /// Every dimension of the family with the signals of each value, relative to the other dimensions of the
    /// selection.
    public List<Detail.Option> options(List<Listing.Named> selection) {
        Map<String, String> selected = keyed(selection);
        List<Detail.Option> options = new ArrayList<>(dimensions.size());
        dimensions.forEach((name, dimension) -> {
            Map<String, String> others = new HashMap<>(selected);
            others.remove(name);
            options.add(new Detail.Option(dimension.name(), values(name, dimension, others)));
        });
        return options;
    }

    /// One pass over the listings for all values of a dimension.
    private List<Detail.Option.Value> values(String name, Dimension dimension, Map<String, String> others) {
        Map<String, Choice> having = new HashMap<>();
        for (int i = 0; i < choices.size(); i++) {
            String label = keys.get(i).get(name);
            if (label != null && has(keys.get(i), others)) {
                having.merge(
                        label,
                        choices.get(i),
                        (first, next) -> first.orderable() ? first : next.orderable() ? next : first);
            }
        }
        List<Detail.Option.Value> values = new ArrayList<>(dimension.labels().size());
        dimension.labels().forEach((label, spelled) -> {
            Optional<Choice> best = Optional.ofNullable(having.get(label));
            values.add(new Detail.Option.Value(
                    spelled,
                    best.isPresent(),
                    best.filter(Choice::orderable).isPresent(),
                    best.map(choice -> choice.product().value())));
        });
        return values;
    }

    private boolean exists(Map<String, String> selected) {
        return keys.stream().anyMatch(own -> has(own, selected));
    }

    private static boolean has(Map<String, String> own, Map<String, String> selected) {
        return own.entrySet().containsAll(selected.entrySet());
    }

    private static Map<String, String> keyed(List<Listing.Named> selection) {
        Map<String, String> keyed = new HashMap<>();
        selection.forEach(option -> keyed.putIfAbsent(key(option.name()), key(option.value())));
        return keyed;
    }

    private List<Listing.Named> inCatalogsWords(Map<String, String> selected) {
        List<Listing.Named> spelled = new ArrayList<>(selected.size());
        selected.forEach((name, label) -> {
            Dimension dimension = dimensions.get(name);
            if (dimension != null) {
                spelled.add(
                        new Listing.Named(dimension.name(), dimension.labels().getOrDefault(label, label)));
            }
        });
        return spelled;
    }

    private static String key(String words) {
        return words.strip().toLowerCase(Locale.ROOT);
    }
}
