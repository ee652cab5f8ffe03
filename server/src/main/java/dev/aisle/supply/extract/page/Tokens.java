package dev.aisle.supply.extract.page;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/// The words in the names that an element's author gave it: `id="productPrice-main"` has `product`, `price` and `main`.
public final class Tokens {

    private static final int LONGEST = 300;
    private static final List<String> NAMES = List.of(
            "class",
            "id",
            "itemprop",
            "data-testid",
            "data-test",
            "data-test-id",
            "data-qa",
            "data-automation",
            "data-role",
            "data-price-type",
            "name",
            "aria-label",
            "data-bind",
            "data-auto-id",
            "data-ui",
            "data-type");

    private final Map<Element, Set<String>> known = new HashMap<>();

    /// The words of one element, in lower case.
    public Set<String> of(Element element) {
        return known.computeIfAbsent(element, Tokens::split);
    }

    /// Whether an element, or one of so many around it, has one of the words.
    public boolean near(Element element, int levels, Set<String> words) {
        Element around = element;
        for (int i = 0; i <= levels && around != null; i++, around = around.parent()) {
            for (String token : of(around)) {
                if (words.contains(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Set<String> split(Element element) {
        Set<String> tokens = new LinkedHashSet<>();
        for (String name : NAMES) {
            String value = element.attr(name);
            if (!value.isEmpty()) {
                split(value.length() > LONGEST ? value.substring(0, LONGEST) : value, tokens);
            }
        }
        return tokens;
    }

    /// Words end at anything but letters and digits, and where small letters turn into a capital.
    private static void split(String value, Set<String> tokens) {
        StringBuilder word = new StringBuilder();
        char before = ' ';
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean turn = Character.isUpperCase(c) && Character.isLowerCase(before);
            if ((!Character.isLetterOrDigit(c) || turn) && !word.isEmpty()) {
                tokens.add(word.toString());
                word.setLength(0);
            }
            if (Character.isLetterOrDigit(c)) {
                word.append(Character.toLowerCase(c));
            }
            before = c;
        }
        if (!word.isEmpty()) {
            tokens.add(word.toString());
        }
    }
}
