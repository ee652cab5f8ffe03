package dev.aisle.partner.rule;

import dev.aisle.base.problem.Problem;
import dev.aisle.partner.rule.FeedRule.Comparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Rules as people write them, one a line:
///
/// ```
/// map color from attribute:Farbe
/// default brand "Harbor & Pine"
/// template title "{brand} {title}"
/// filter price below 5
/// category "Shoes > Running" to "Apparel & Accessories > Shoes"
/// ```
public final class RuleText {

    private static final int LONGEST = 1_000;
    private static final String FORMS =
            "Write one of: map FIELD from SOURCE; default FIELD \"VALUE\"; template FIELD \"TEXT {field}\";"
                    + " filter FIELD " + comparisons() + " VALUE; category \"FROM\" to \"TO\".";

    private RuleText() {}

    /// The rule that a line says; a [Problem] with what to change where it says none.
    public static FeedRule parse(String line) {
        if (line.length() > LONGEST) {
            throw wrong("A rule has at most " + LONGEST + " characters.");
        }
        List<String> words = words(line);
        String verb = words.isEmpty() ? "" : words.getFirst();
        return switch (verb) {
            case "map" -> {
                expect(words, 4, "map FIELD from SOURCE");
                expectWord(words, 2, "from");
                yield new FeedRule.Map(words.get(1), words.get(3));
            }
            case "default" -> {
                expect(words, 3, "default FIELD \"VALUE\"");
                yield new FeedRule.Default(words.get(1), words.get(2));
            }
            case "template" -> {
                expect(words, 3, "template FIELD \"TEXT {field}\"");
                yield new FeedRule.Template(words.get(1), words.get(2));
            }
            case "filter" -> filter(words);
            case "category" -> {
                expect(words, 4, "category \"FROM\" to \"TO\"");
                expectWord(words, 2, "to");
                yield new FeedRule.Category(words.get(1), words.get(3));
            }
            default -> throw wrong("'" + verb + "' is no kind of rule. " + FORMS);
        };
    }

    /// The line that says a rule.
    public static String of(FeedRule rule) {
        return switch (rule) {
            case FeedRule.Map it -> "map " + quoted(it.field()) + " from " + quoted(it.from());
            case FeedRule.Default it -> "default " + quoted(it.field()) + ' ' + quoted(it.value());
            case FeedRule.Template it -> "template " + quoted(it.field()) + ' ' + quoted(it.text());
            case FeedRule.Filter it ->
                "filter " + quoted(it.field()) + ' ' + it.comparison().word()
                        + (it.comparison() == Comparison.MISSING ? "" : ' ' + quoted(it.value()));
            case FeedRule.Category it -> "category " + quoted(it.from()) + " to " + quoted(it.to());
        };
    }

    private static FeedRule filter(List<String> words) {
        String said = words.size() > 2 ? words.get(2) : "";
        Comparison comparison = Arrays.stream(Comparison.values())
                .filter(it -> it.word().equals(said))
                .findFirst()
                .orElseThrow(() -> wrong("'" + said + "' is no comparison. Use one of " + comparisons() + "."));
        expect(words, comparison == Comparison.MISSING ? 3 : 4, "filter FIELD " + comparison.word() + " VALUE");
        String value = comparison == Comparison.MISSING ? "" : words.get(3);
        if ((comparison == Comparison.BELOW || comparison == Comparison.ABOVE)
                && Words.number(value).isEmpty()) {
            throw wrong("'" + value + "' is no number: write it as 5 or 4.99.");
        }
        return new FeedRule.Filter(words.get(1), comparison, value);
    }

    private static void expect(List<String> words, int count, String form) {
        if (words.size() != count) {
            throw wrong("This rule is written as: " + form + ". Put values with spaces in \"quotes\".");
        }
        for (String word : words) {
            if (word.isBlank()) {
                throw wrong("A rule has no empty words: " + form + ".");
            }
        }
    }

    private static void expectWord(List<String> words, int at, String word) {
        if (!words.get(at).equals(word)) {
            throw wrong("'" + words.get(at) + "' stands where '" + word + "' is expected. " + FORMS);
        }
    }

    /// Words between spaces; a quoted text is one, and `\"` in it is a quote.
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '\\' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
                begun = true;
            } else if (!quoted && Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (quoted) {
            throw wrong("A quote is not closed.");
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    private static String quoted(String word) {
        boolean plain = word.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"' || c == '\\');
        return plain ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String comparisons() {
        return Arrays.stream(Comparison.values()).map(Comparison::word).collect(Collectors.joining("|"));
    }

    private static Problem wrong(String why) {
        return Problem.of(Problem.Code.INVALID, why);
    }
}
