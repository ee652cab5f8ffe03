package dev.aisle.catalog.index;

import dev.aisle.market.listing.Listing;
import dev.aisle.market.product.Product;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What is said of products, by handle: an attribute's name in small letters and digits, with dashes between.
public final class Attributes {

    private static final Pattern NO_HANDLE = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final char BETWEEN = '=';
    private static final int MOST = 120;
    private static final int LONGEST_VALUE = 200;

    private Attributes() {}

    /// The values of a product's attributes by their handles.
    public static Map<String, List<String>> of(Product product) {
        Map<String, List<String>> attributes = new TreeMap<>();
        for (Listing.Named attribute : product.attributes()) {
            attributes
                    .computeIfAbsent(handle(attribute.name()), ignored -> new ArrayList<>())
                    .add(attribute.value());
        }
        return attributes;
    }

    /// What a product is found by, see [#term].
    public static Set<String> terms(Product product) {
        Set<String> terms = new LinkedHashSet<>();
        for (Listing.Named attribute : product.attributes()) {
            if (terms.size() < MOST && attribute.value().length() <= LONGEST_VALUE) {
                terms.add(term(handle(attribute.name()), attribute.value()));
            }
        }
        return terms;
    }

    /// One value of one attribute, whatever the case of its letters.
    public static String term(String handle, String value) {
        return handle + BETWEEN + value.toLowerCase(Locale.ROOT);
    }

    /// What all values of an attribute begin with, as terms.
    public static String prefix(String handle) {
        return handle + BETWEEN;
    }

    /// The handle of a term.
    public static String handleIn(String term) {
        return term.substring(0, term.indexOf(BETWEEN));
    }

    /// What comes after all terms of a handle: no handle holds a sign that could come between.
    public static String after(String handle) {
        return handle + (char) (BETWEEN + 1);
    }

    public static String handle(String name) {
        return NO_HANDLE.matcher(name.strip().toLowerCase(Locale.ROOT)).replaceAll("-");
    }
}
