package dev.aisle.supply.extract.markup;

import dev.aisle.base.json.Json;
import java.io.CharArrayReader;
import java.util.Optional;
import org.jsoup.parser.Parser;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ArrayNode;

/// Reads JSON as shops write it: with comments, trailing commas, raw control characters, single quotes, HTML comments
/// or CDATA around it, quotes written as entities, several values one after the other, and what [JsonMender] can put
/// right. Numbers keep every digit.
public final class JsonRepair {

    /// Values one after the other in one block; more are left out.
    private static final int MOST_VALUES = 100;

    private static final ObjectReader LENIENT = Json.mapper()
            .readerFor(JsonNode.class)
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withFeatures(
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_MISSING_VALUES,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES,
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER);

    /// A value in the middle of a text, and where it ends.
    public record Part(Optional<JsonNode> value, int end) {}

    private JsonRepair() {}

    /// The one value that begins at a place in a script; what follows it does not matter.
    public static Part firstValue(String text, int from) {
        try (JsonParser parser =
                LENIENT.createParser(new CharArrayReader(text.substring(from).toCharArray()))) {
            JsonNode value = LENIENT.readTree(parser);
            long read = parser.currentLocation().getCharOffset();
            return new Part(Optional.ofNullable(value), from + (int) Math.max(0, read));
        } catch (JacksonException notJson) {
            return new Part(Optional.empty(), from);
        }
    }

    /// The value, an array of values where there are several, or nothing for what is past repair.
    public static Optional<JsonNode> read(String text) {
        String bare = unwrapped(text);
        if (bare.isEmpty()) {
            return Optional.empty();
        }
        Optional<JsonNode> asIs = parsed(bare);
        if (asIs.isPresent()) {
            return asIs.flatMap(JsonRepair::unquoted);
        }
        if (bare.contains("&quot;") || bare.contains("&#34;")) {
            Optional<JsonNode> decoded = parsed(Parser.unescapeEntities(bare, false));
            if (decoded.isPresent()) {
                return decoded;
            }
        }
        return parsed(JsonMender.mended(bare));
    }

    /// What a text says that is the whole value: some programs print their JSON as a text once more.
    private static Optional<JsonNode> unquoted(JsonNode value) {
        return value.isString() ? parsed(value.stringValue()).filter(JsonNode::isContainer) : Optional.of(value);
    }

    private static Optional<JsonNode> parsed(String text) {
        try (var values = LENIENT.<JsonNode>readValues(text)) {
            ArrayNode all = Json.mapper().createArrayNode();
            while (all.size() < MOST_VALUES && values.hasNextValue()) {
                all.add(values.nextValue());
            }
            return switch (all.size()) {
                case 0 -> Optional.empty();
                case 1 -> Optional.of(all.get(0));
                default -> Optional.of(all);
            };
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /// Without byte order mark, HTML comment or CDATA around it, and without a statement's semicolon at the end.
    private static String unwrapped(String text) {
        String bare = withoutLeadingComment(text.strip());
        boolean changed = true;
        while (changed) {
            int before = bare.length();
            for (String opening : new String[] {"\uFEFF", "<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["}) {
                if (bare.startsWith(opening)) {
                    bare = bare.substring(opening.length()).strip();
                }
            }
            for (String closing : new String[] {"//-->", "-->", "//]]>", "/*]]>*/", "]]>", ";"}) {
                if (bare.endsWith(closing)) {
                    bare = bare.substring(0, bare.length() - closing.length()).strip();
                }
            }
            changed = bare.length() != before;
        }
        return bare;
    }

    /// Without an HTML comment that ends before the value begins.
    private static String withoutLeadingComment(String text) {
        int end = text.startsWith("<!--") ? text.indexOf("-->") : -1;
        boolean before = end > 0 && text.substring(0, end).chars().noneMatch(c -> c == '{' || c == '[');
        return before ? text.substring(end + "-->".length()).strip() : text;
    }
}
