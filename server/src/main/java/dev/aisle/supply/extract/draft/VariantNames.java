package dev.aisle.supply.extract.draft;

import dev.aisle.market.listing.RawListing.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The choices of variants that nothing but their names tells apart: `Tote - Red / Large` of a `Tote`.
public final class VariantNames {

    private static final Pattern JOINT = Pattern.compile("^[\\s\\-–—|,:/(]+|[\\s)]+$");
    private static final Pattern BETWEEN = Pattern.compile("\\s+/\\s+");
    private static final Pattern FIELD = Pattern.compile("^options?\\[(.+)]$");
    private static final int MOST_OPTIONS = 3;
    private static final int LONGEST_LABEL = 40;
    private static final int MOST_CONTROLS = 600;

    private VariantNames() {}

    /// The options of each variant, in the order of the names; empty where the names do not tell them all apart. What
    /// an option is called is read from the form that shoppers choose by.
    public static List<List<Named>> options(String whole, List<String> names, Document page) {
        List<String[]> values = new ArrayList<>();
        for (String name : names) {
            String value = name.length() > whole.length()
                            && name.regionMatches(true, 0, whole, 0, whole.length())
                            && !Character.isLetterOrDigit(name.charAt(whole.length()))
                    ? JOINT.matcher(name.substring(whole.length())).replaceAll("")
                    : "";
            if (value.isEmpty()) {
                return List.of();
            }
            values.add(BETWEEN.split(value, -1));
        }
        int parts = values.isEmpty() ? 0 : values.getFirst().length;
        boolean even = parts <= MOST_OPTIONS && values.stream().allMatch(it -> it.length == parts);
        List<String[]> split = even
                ? values
                : values.stream()
                        .map(it -> new String[] {String.join(" / ", it)})
                        .toList();
        boolean distinct = new HashSet<>(split.stream().map(Arrays::asList).toList()).size() == names.size();
        return distinct ? named(split, page) : List.of();
    }

    private static List<List<Named>> named(List<String[]> values, Document page) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < values.getFirst().length; i++) {
            Set<String> known = new HashSet<>();
            for (String[] one : values) {
                known.add(one[i].toLowerCase(Locale.ROOT));
            }
            String label = label(known, page).orElse("Option " + (i + 1));
            labels.add(labels.contains(label) ? "Option " + (i + 1) : label);
        }
        List<List<Named>> options = new ArrayList<>();
        for (String[] one : values) {
            List<Named> choice = new ArrayList<>();
            for (int i = 0; i < one.length; i++) {
                choice.add(new Named(labels.get(i), one[i]));
            }
            options.add(choice);
        }
        return options;
    }

    private static Optional<String> label(Set<String> values, Document page) {
        int seen = 0;
        for (Element control : page.select("input[type=radio][value], select option[value]")) {
            if (seen++ >= MOST_CONTROLS) {
                break;
            }
            if (values.contains(control.attr("value").strip().toLowerCase(Locale.ROOT))) {
                return label(control, page);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> label(Element control, Document page) {
        Element field = control.normalName().equals("option") ? control.closest("select") : control;
        if (field == null) {
            return Optional.empty();
        }
        Matcher named = FIELD.matcher(field.attr("name"));
        if (named.find()) {
            return usable(named.group(1));
        }
        Element group = field.closest("fieldset");
        Element legend = group == null ? null : group.selectFirst("legend");
        if (legend != null) {
            return usable(legend.ownText());
        }
        for (Element label : page.select("label[for]")) {
            if (!field.id().isEmpty() && label.attr("for").equals(field.id())) {
                return usable(label.ownText());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> usable(String label) {
        int colon = label.indexOf(':');
        String text = (colon < 0 ? label : label.substring(0, colon)).strip();
        return text.isEmpty() || text.length() > LONGEST_LABEL ? Optional.empty() : Optional.of(text);
    }
}
