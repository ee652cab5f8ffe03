package dev.aisle.devshops;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON (RFC 8259) into maps, lists, texts, decimals, booleans and null; for what visitors send.
final class JsonTree {

    private static final int DEEPEST = 32;

    private final String text;
    private int at;
    private int depth;

    /// What is no JSON.
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(String why) {
            super(why);
        }
    }

    private JsonTree(String text) {
        this.text = text;
    }

    static @Nullable Object read(String text) throws Broken {
        var tree = new JsonTree(text);
        Object value = tree.value();
        tree.space();
        if (tree.at < text.length()) {
            throw new Broken("more than one value");
        }
        return value;
    }

    /// The object behind a name; an empty one where there is none.
    static Map<?, ?> object(Map<?, ?> in, String name) {
        return in.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    static List<?> list(Map<?, ?> in, String name) {
        return in.get(name) instanceof List<?> list ? list : List.of();
    }

    /// The text behind a name; empty where there is none.
    static String text(Map<?, ?> in, String name) {
        return in.get(name) instanceof String words ? words : "";
    }

    private @Nullable Object value() throws Broken {
        space();
        if (depth++ > DEEPEST) {
            throw new Broken("too deep");
        }
        Object value = switch (peek()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
        depth--;
        return value;
    }

    private Map<String, @Nullable Object> object() throws Broken {
        var object = new LinkedHashMap<String, @Nullable Object>();
        take('{');
        space();
        while (peek() != '}') {
            if (!object.isEmpty()) {
                take(',');
                space();
            }
            String name = string();
            space();
            take(':');
            object.put(name, value());
            space();
        }
        take('}');
        return object;
    }

    private List<@Nullable Object> list() throws Broken {
        var list = new ArrayList<@Nullable Object>();
        take('[');
        space();
        while (peek() != ']') {
            if (!list.isEmpty()) {
                take(',');
            }
            list.add(value());
            space();
        }
        take(']');
        return list;
    }

    private String string() throws Broken {
        var string = new StringBuilder();
        take('"');
        while (peek() != '"') {
            char c = text.charAt(at++);
            string.append(c == '\\' ? escaped() : c);
        }
        take('"');
        return string.toString();
    }

    private char escaped() throws Broken {
        char c = peek();
        at++;
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                if (at + 4 > text.length()) {
                    throw new Broken("the text ends too early");
                }
                at += 4;
                try {
                    yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
                } catch (NumberFormatException notHex) {
                    throw new Broken("no character: " + text.substring(at - 4, at));
                }
            }
            default -> c;
        };
    }

    private BigDecimal number() throws Broken {
        int begin = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return new BigDecimal(text.substring(begin, at));
        } catch (NumberFormatException none) {
            throw new Broken("no value at " + begin);
        }
    }

    private @Nullable Object word(String word, @Nullable Object value) throws Broken {
        if (!text.startsWith(word, at)) {
            throw new Broken("no value at " + at);
        }
        at += word.length();
        return value;
    }

    private char peek() throws Broken {
        if (at >= text.length()) {
            throw new Broken("the text ends too early");
        }
        return text.charAt(at);
    }

    private void take(char wanted) throws Broken {
        if (peek() != wanted) {
            throw new Broken("'" + wanted + "' is missing at " + at);
        }
        at++;
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
