package dev.aisle.edge.catalogapi;

import dev.aisle.catalog.answer.Detail;
import dev.aisle.edge.wire.Message;
import dev.aisle.market.listing.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a selection named that the product's family does not have: it was dropped, and the caller should know what
/// there is instead.
final class OptionHints {

    private static final int MOST_NAMED = 20;

    private OptionHints() {}

    static List<Message> of(
            List<Listing.Named> selected, List<String> preferences, Detail.Outcome.Shown shown, String path) {
        List<Message> messages = new ArrayList<>();
        List<String> names = shown.options().stream().map(Detail.Option::name).toList();
        for (int i = 0; i < selected.size(); i++) {
            Listing.Named wanted = selected.get(i);
            String at = path + ".selected[" + i + "]";
            Optional<Detail.Option> option = shown.options().stream()
                    .filter(it -> same(it.name(), wanted.name()))
                    .findFirst();
            if (option.isEmpty()) {
                messages.add(unknown("option", wanted.name(), names, at + ".name"));
            } else if (option.get().values().stream().noneMatch(it -> same(it.label(), wanted.value()))) {
                messages.add(unknown(
                        option.get().name(),
                        wanted.value(),
                        option.get().values().stream()
                                .map(Detail.Option.Value::label)
                                .toList(),
                        at + ".label"));
            }
        }
        for (int i = 0; i < preferences.size(); i++) {
            String name = preferences.get(i);
            if (names.stream().noneMatch(it -> same(it, name))) {
                messages.add(unknown("option", name, names, path + ".preferences[" + i + "]"));
            }
        }
        return messages;
    }

    private static Message unknown(String kind, String said, List<String> there, String path) {
        String known = there.isEmpty()
                ? "The product has none."
                : "There are: "
                        + String.join(", ", there.stream().limit(MOST_NAMED).toList()) + ".";
        return Message.warning("unknown_option", "No " + kind + " '" + said + "'. " + known, path);
    }

    private static boolean same(String one, String other) {
        return one.strip().equalsIgnoreCase(other.strip());
    }
}
