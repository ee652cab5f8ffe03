package dev.aisle.edge.catalogapi;

import dev.aisle.catalog.answer.Detail;
import dev.aisle.edge.wire.Message;
import dev.aisle.market.listing.Listing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a selection named that the product's family does not have: it was dropped, and the caller should know what
/// there is instead.
public final class OptionHints {

    private static final int MOST_NAMED = 20;

    private OptionHints() {}

    /// What is wrong with a choice.
    ///
    /// @param ofName whether it is the option's name that nobody knows, and not the label
    public record Fault(String text, boolean ofName) {}

    /// What the family does not have of a choice; nothing where it has it.
    public static Optional<Fault> fault(Listing.Named wanted, List<Detail.Option> options) {
        Optional<Detail.Option> option =
                options.stream().filter(it -> same(it.name(), wanted.name())).findFirst();
        if (option.isEmpty()) {
            return Optional.of(new Fault(unknown("option", wanted.name(), names(options)), true));
        }
        List<String> labels =
                option.get().values().stream().map(Detail.Option.Value::label).toList();
        return labels.stream().anyMatch(it -> same(it, wanted.value()))
                ? Optional.empty()
                : Optional.of(new Fault(unknown(option.get().name(), wanted.value(), labels), false));
    }

    /// @param selected as it was read, an entry for each of the request's
    /// @param byId of which of them the value was named by its id
    static List<Message> of(
            List<Listing.Named> selected,
            Set<Integer> byId,
            List<String> preferences,
            Detail.Outcome.Shown shown,
            String path) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < selected.size(); i++) {
            String at = path + ".selected[" + i + "].";
            String value = byId.contains(i) ? "id" : "label";
            fault(selected.get(i), shown.options())
                    .ifPresent(it -> messages.add(
                            Message.warning("unknown_option", it.text(), at + (it.ofName() ? "name" : value))));
        }
        List<String> names = names(shown.options());
        for (int i = 0; i < preferences.size(); i++) {
            String name = preferences.get(i);
            if (names.stream().noneMatch(it -> same(it, name))) {
                messages.add(Message.warning(
                        "unknown_option", unknown("option", name, names), path + ".preferences[" + i + "]"));
            }
        }
        return messages;
    }

    /// What is selected beside a variant's id does not count, since the variant has its own options.
    static List<Message> ofVariant(List<Listing.Named> selected, Detail.Outcome.Shown shown) {
        boolean all = selected.stream()
                .allMatch(wanted -> shown.selected().stream()
                        .anyMatch(it -> same(it.name(), wanted.name()) && same(it.value(), wanted.value())));
        return all
                ? List.of()
                : List.of(Message.info(
                        "selection_ignored",
                        "The id names one variant, whose own options are shown. Send "
                                + shown.found().product().id() + " as id to select others."));
    }

    private static List<String> names(List<Detail.Option> options) {
        return options.stream().map(Detail.Option::name).toList();
    }

    /// Of many, those come first that are spelled like what was said.
    private static String unknown(String kind, String said, List<String> there) {
        Set<String> named = new LinkedHashSet<>();
        if (there.size() > MOST_NAMED) {
            named.addAll(Nearest.of(said.strip(), there));
        }
        named.addAll(there);
        String known = there.isEmpty()
                ? "The product has none."
                : "There are: "
                        + String.join(", ", named.stream().limit(MOST_NAMED).toList()) + ".";
        return "No " + kind + " '" + said + "'. " + known;
    }

    private static boolean same(String one, String other) {
        return one.strip().equalsIgnoreCase(other.strip());
    }
}
