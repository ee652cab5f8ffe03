package dev.aisle.edge.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One command of an example, taken apart as a shell would: quotes, lines that go on, variables.
///
/// @param words the program first
/// @param variable what its output goes to, or empty; `NAME=$(COMMAND | jq -r PATH)` is the one form
/// @param path of that output's field, in jq's words
record ShellCommand(List<String> words, String variable, String path) {

    private static final Pattern CAPTURE =
            Pattern.compile("([A-Z_]+)=\\$\\((.+?) \\| jq -r ([.\\w\\[\\]]+)\\)", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\$([A-Z_]+)");

    /// The commands of a block as they are written, in order; comments are passed over.
    static List<String> lines(String block) {
        return block.replace("\\\n", " ")
                .lines()
                .map(String::strip)
                .filter(it -> !it.isEmpty() && !it.startsWith("#"))
                .toList();
    }

    static ShellCommand of(String line, Map<String, String> variables) {
        Matcher capture = CAPTURE.matcher(line);
        return capture.matches()
                ? new ShellCommand(words(capture.group(2), variables), capture.group(1), capture.group(3))
                : new ShellCommand(words(line, variables), "", "");
    }

    private static List<String> words(String text, Map<String, String> variables) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && c == ' ') {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else if (c == quote) {
                word.append(quote == '"' ? filled(text.substring(from, i), variables) : text.substring(from, i));
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                from = i + 1;
                inWord = true;
            } else if (quote == 0) {
                if ("|;&><`".indexOf(c) >= 0) {
                    throw new IllegalArgumentException("the examples know no '" + c + "': " + text);
                }
                int end = i + 1;
                while (end < text.length() && " \"'".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                word.append(filled(text.substring(i, end), variables));
                i = end - 1;
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("an open quote: " + text);
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    private static String filled(String text, Map<String, String> variables) {
        return NAME.matcher(text).replaceAll(it -> {
            String value = variables.get(it.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no example gave $" + it.group(1) + " a value");
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
