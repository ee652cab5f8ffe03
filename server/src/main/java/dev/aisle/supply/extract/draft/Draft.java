package dev.aisle.supply.extract.draft;

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
public final class Draft {

    private static final int LONGEST_VALUE = 100_000;
    private static final int MOST_VALUES = 60;
    private static final int MOST_NAMED = 200;

    private final Evidence evidence;
    private final Map<Field, List<Said>> fields = new EnumMap<>(Field.class);
    private final List<Named> options = new ArrayList<>();
    private final List<Named> attributes = new ArrayList<>();
    private String choice = "";
    private Optional<URI> url = Optional.empty();

    public Draft(Evidence evidence) {
        this.evidence = evidence;
    }

    public Evidence evidence() {
        return evidence;
    }

    /// Says a field with the usual trust in this kind of evidence. Blank values and repetitions are left out.
    public void say(Field field, String value) {
        say(field, value, 1);
    }

    public void say(Field field, Optional<String> value) {
        value.ifPresent(it -> say(field, it, 1));
    }

    /// Says a field with less than the usual trust: `doubt` scales it down.
    public void say(Field field, String value, double doubt) {
        sayFor(field, value, Trust.in(evidence) * doubt);
    }

    /// Says a field with a trust of its own.
    public void sayFor(Field field, String value, double confidence) {
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

    public void forget(Field field) {
        fields.remove(field);
    }

    public void option(String name, String value) {
        add(options, name, value);
    }

    public void attribute(String name, String value) {
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
    public void choice(String choice) {
        this.choice = choice.strip();
    }

    public String choice() {
        return choice;
    }

    public void url(URI url) {
        this.url = Optional.of(url);
    }

    /// Where the thing itself is shown, when the source says so.
    public Optional<URI> url() {
        return url;
    }

    public boolean says(Field field) {
        return fields.containsKey(field);
    }

    public Optional<String> first(Field field) {
        return said(field).stream().findFirst().map(Said::value);
    }

    public List<Said> said(Field field) {
        return fields.getOrDefault(field, List.of());
    }

    public Map<Field, List<Said>> fields() {
        return fields;
    }

    public List<Named> options() {
        return options;
    }

    public List<Named> attributes() {
        return attributes;
    }
}
