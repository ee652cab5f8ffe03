package dev.aisle.edge.restv1;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// What a call names and nobody knows. It is not refused, for clients of other versions send such things, and not
/// passed over in silence: the answer tells it in `messages`, an entry each in UCP's shape.
final class Remarks {

    private static final int MOST = 20;

    /// Of so many the nearest known words are looked for.
    private static final int MOST_HINTS = 5;

    private static final int LONGEST_QUOTE = 60;

    private final Set<Map<String, String>> told = new LinkedHashSet<>();

    /// @param path a JSONPath into the body, or the name of a parameter
    void tell(String code, String content, String path) {
        if (told.size() < MOST) {
            Map<String, String> message = new LinkedHashMap<>();
            message.put("type", "warning");
            message.put("code", code);
            message.put("path", path);
            message.put("content", content);
            told.add(message);
        }
    }

    /// A word that stands for nothing.
    ///
    /// @param kind what it should be, such as `brand`
    /// @param nearest known words like it
    void unknown(String kind, String word, Supplier<? extends Collection<String>> nearest, String path) {
        Collection<String> near = told.size() < MOST_HINTS ? nearest.get() : List.of();
        tell("unknown_" + kind.replace(' ', '_'), "Unknown " + kind + " '" + quoted(word) + "'" + nearest(near), path);
    }

    /// The end of a sentence.
    static String nearest(Collection<String> words) {
        return words.isEmpty() ? "." : ". Nearest: " + String.join(", ", words) + ".";
    }

    static String quoted(String word) {
        return word.length() <= LONGEST_QUOTE ? word : word.substring(0, LONGEST_QUOTE) + "…";
    }

    /// The answer with what was told.
    Object on(Object answer) {
        if (told.isEmpty() || !(answer instanceof Map<?, ?> members)) {
            return answer;
        }
        Map<Object, Object> whole = new LinkedHashMap<>(members);
        whole.put("messages", List.copyOf(told));
        return whole;
    }
}
