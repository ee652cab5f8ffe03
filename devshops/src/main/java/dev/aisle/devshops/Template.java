package dev.aisle.devshops;

import java.util.HashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with holes: `{{name}}` is filled escaped for HTML, `{{{name}}}` as it is.
record Template(String text) {

    private static final Pattern HOLE = Pattern.compile("\\{\\{\\{(\\w+)}}}|\\{\\{(\\w+)}}");

    static Template of(String path) {
        return new Template(Texts.read("pages/" + path));
    }

    /// Fills every hole from names and values in turn; a hole without a value is an error, so is an odd argument.
    String fill(String... pairs) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return HOLE.matcher(text).replaceAll(hole -> {
            boolean raw = hole.group(1) != null;
            String name = raw ? hole.group(1) : hole.group(2);
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("nothing to fill {{" + name + "}} with");
            }
            return Matcher.quoteReplacement(raw ? value : escape(value));
        });
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
