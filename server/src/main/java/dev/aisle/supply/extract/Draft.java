package dev.aisle.supply.extract;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.market.listing.RawListing.Named;
import dev.aisle.market.listing.RawListing.Said;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A listing being put together: what one source on a page says of one thing, each field in the order it was said.
final class Draft {

    private static final int LONGEST_VALUE = 100_000;
    private static final int MOST_VALUES = 60;
    private static final int MOST_NAMED = 200;

    private final Evidence evidence;
    private final Map<Field, List<Said>> fields = new EnumMap<>(Field.class);
    private final List<Named> options = new ArrayList<>();
    private final List<Named> attributes = new ArrayList<>();
    private String choice = "";
    private Optional<URI> url = Optional.empty();

    Draft(Evidence evidence) {
        this.evidence = evidence;
    }

    Evidence evidence() {
        return evidence;
    }

    /// Says a field with the usual trust in this kind of evidence. Blank values and repetitions are left out.
    void say(Field field, String value) {
        say(field, value, 1);
    }

    void say(Field field, Optional<String> value) {
        value.ifPresent(it -> say(field, it, 1));
    }

    /// Says a field with less than the usual trust: `doubt` scales it down.
    void say(Field field, String value, double doubt) {
        sayFor(field, value, Trust.in(evidence) * doubt);
    }

    /// Says a field with a trust of its own.
    void sayFor(Field field, String value, double confidence) {
        String text = value.strip();
        if (text.isEmpty()) {
            return;
        }
        String kept = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) : text;
        List<Said> said = fields.computeIfAbsent(field, it -> new ArrayList<>());
        if (said.size() < MOST_VALUES
                && said.stream().noneMatch(it -> it.value().equals(kept))) {
            said.add(new Said(kept, evidence, confidence));
        }
    }

    void forget(Field field) {
        fields.remove(field);
    }

    void option(String name, String value) {
        add(options, name, value);
    }

    void attribute(String name, String value) {
        add(attributes, name, value);
    }

    private static void add(List<Named> list, String name, String value) {
        if (!name.isBlank() && !value.isBlank() && list.size() < MOST_NAMED && value.length() <= LONGEST_VALUE) {
            Named named = new Named(name.strip(), value.strip());
            if (!list.contains(named)) {
                list.add(named);
            }
        }
    }

    /// What tells this one from its siblings on the same page: a platform's variant id, a SKU, or option labels.
    void choice(String choice) {
        this.choice = choice.strip();
    }

    String choice() {
        return choice;
    }

    void url(URI url) {
        this.url = Optional.of(url);
    }

    /// Where the thing itself is shown, when the source says so.
    Optional<URI> url() {
        return url;
    }

    boolean says(Field field) {
        return fields.containsKey(field);
    }

    Optional<String> first(Field field) {
        return said(field).stream().findFirst().map(Said::value);
    }

    List<Said> said(Field field) {
        return fields.getOrDefault(field, List.of());
    }

    Map<Field, List<Said>> fields() {
        return fields;
    }

    List<Named> options() {
        return options;
    }

    List<Named> attributes() {
        return attributes;
    }
}
