package dev.aisle.edge.docs;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Whether a real answer is like the one that a page shows. What is shown must be there, with the same
/// values; fields that are not shown may be there too; "…" stands for what was left out. A made-up id on a
/// page stands for one and the same real id on all pages, and a made-up time for any time.
final class Likeness {

    private static final String MORE = "…";
    private static final Pattern RUN = Pattern.compile("[0-9A-Za-z_]+");
    private static final Pattern OPAQUE = Pattern.compile("(?=.*[A-Za-z])(?=.*[0-9]|.+[A-Z])[0-9A-Za-z_]{4,}");

    private final Map<String, String> realOf = new HashMap<>();
    private final Map<String, String> shownOf = new HashMap<>();

    /// A name on the pages that stands for one of this run, such as a store's domain.
    private final Map<String, String> names;

    Likeness(Map<String, String> names) {
        this.names = names;
    }

    /// What a page says, in this run's names and ids.
    String real(String shown) {
        return RUN.matcher(named(shown)).replaceAll(it -> realOf.getOrDefault(it.group(), it.group()));
    }

    /// Lets a made-up id that stands for none yet stand for this one.
    void stand(String shown, String real) {
        if (!realOf.containsKey(shown) && !shownOf.containsKey(real) && !shown.equals(real)) {
            realOf.put(shown, real);
            shownOf.put(real, shown);
        }
    }

    /// What differs; nothing if it is like.
    List<String> differences(JsonNode shown, JsonNode real) {
        List<String> found = new ArrayList<>();
        compare(shown, real, "$", found);
        return found;
    }

    boolean isLike(String shown, String real) {
        List<String> found = new ArrayList<>();
        compareTexts(shown, real, "", found);
        return found.isEmpty();
    }

    private void compare(JsonNode shown, JsonNode real, String path, List<String> found) {
        if (shown.isObject() && real.isObject()) {
            shown.properties().forEach(it -> {
                if (real.has(it.getKey())) {
                    compare(it.getValue(), real.path(it.getKey()), path + "." + it.getKey(), found);
                } else {
                    found.add(path + "." + it.getKey() + " is not in the answer");
                }
            });
        } else if (shown.isArray() && real.isArray()) {
            boolean open = !shown.isEmpty()
                    && shown.path(shown.size() - 1).asString("").equals(MORE);
            int count = open ? shown.size() - 1 : shown.size();
            if (open ? real.size() < count : real.size() != count) {
                found.add(path + " has " + real.size() + " entries, not " + count);
            }
            for (int i = 0; i < Math.min(count, real.size()); i++) {
                compare(shown.path(i), real.path(i), path + "[" + i + "]", found);
            }
        } else if (shown.isString() && real.isString()) {
            compareTexts(shown.asString(), real.asString(), path, found);
        } else if (shown.isNumber() && real.isNumber()) {
            if (shown.decimalValue().compareTo(real.decimalValue()) != 0) {
                found.add(path + " is " + real + ", not " + shown);
            }
        } else if (!shown.equals(real)) {
            found.add(path + " is " + real + ", not " + shown);
        }
    }

    private void compareTexts(String shown, String real, String path, List<String> found) {
        String wanted = named(shown);
        boolean open = wanted.endsWith(MORE);
        String start = open ? wanted.substring(0, wanted.length() - MORE.length()) : wanted;
        if (open ? real.startsWith(start) : real.equals(start)) {
            return;
        }
        if (isInstant(start) && isInstant(real)) {
            return;
        }
        Optional<Map<String, String>> bound = bind(start, open ? asLongAs(start, real) : real);
        if (bound.isEmpty()) {
            found.add(path + " is \"" + real + "\", not \"" + wanted + "\"");
            return;
        }
        bound.get().forEach((one, other) -> {
            realOf.put(one, other);
            shownOf.put(other, one);
        });
    }

    /// Which ids of the real text the made-up ones stand for, if the texts are the same otherwise.
    private Optional<Map<String, String>> bind(String shown, String real) {
        List<String> ours = RUN.matcher(shown).results().map(it -> it.group()).toList();
        List<String> theirs = RUN.matcher(real).results().map(it -> it.group()).toList();
        if (ours.size() != theirs.size()
                || !RUN.matcher(shown).replaceAll("@").equals(RUN.matcher(real).replaceAll("@"))) {
            return Optional.empty();
        }
        Map<String, String> bound = new HashMap<>();
        for (int i = 0; i < ours.size(); i++) {
            String one = ours.get(i);
            String other = theirs.get(i);
            boolean known = realOf.containsKey(one) || shownOf.containsKey(other);
            boolean fits = known
                    ? other.equals(realOf.get(one))
                    : one.equals(other) || (OPAQUE.matcher(one).matches() && one.length() == other.length());
            if (!fits) {
                return Optional.empty();
            }
            if (!one.equals(other)) {
                bound.put(one, other);
            }
        }
        return Optional.of(bound);
    }

    /// The beginning of the real text with as many words as the one shown.
    private static String asLongAs(String shown, String real) {
        int words = Math.toIntExact(RUN.matcher(shown).results().count());
        int from = RUN.matcher(real)
                .results()
                .limit(words)
                .mapToInt(it -> it.end())
                .max()
                .orElse(0);
        int tail = shown.length()
                - RUN.matcher(shown).results().mapToInt(it -> it.end()).max().orElse(0);
        return real.substring(0, Math.min(real.length(), from + tail));
    }

    private String named(String text) {
        String said = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            said = said.replace(name.getKey(), name.getValue());
        }
        return said;
    }

    private static boolean isInstant(String text) {
        try {
            return Instant.parse(text) != null;
        } catch (DateTimeParseException other) {
            return false;
        }
    }
}
