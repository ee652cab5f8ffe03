package dev.aisle.supply.normalize;

import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.RawListing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Options and attributes in clean words: names without a platform's prefixes and in title case, nothing said twice.
final class Choices {

    private static final int MOST_OPTIONS = 10;
    private static final int MOST_ATTRIBUTES = 60;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_VALUE = 300;
    private static final List<String> PREFIXES = List.of("attribute_pa_", "attribute_", "pa_", "pa-");
    private static final Set<String> SAYS_NOTHING = Set.of("", "n a", "na", "null", "undefined", "not specified");

    private Choices() {}

    /// Each name once: a thing has one size.
    static List<Listing.Named> options(List<RawListing.Named> said) {
        if (said.isEmpty()) {
            return List.of();
        }
        List<Listing.Named> options = new ArrayList<>(said.size());
        for (RawListing.Named one : said) {
            Listing.Named named = clean(one);
            boolean placeholder =
                    named.value().equals("Default Title") || named.value().equals("Default");
            boolean known = options.stream().anyMatch(it -> it.name().equalsIgnoreCase(named.name()));
            if (saysSomething(named) && !placeholder && !known && options.size() < MOST_OPTIONS) {
                options.add(named);
            }
        }
        return options;
    }

    /// Each name and value once; nothing that is already an option.
    static List<Listing.Named> attributes(List<RawListing.Named> said, List<Listing.Named> options) {
        if (said.isEmpty()) {
            return List.of();
        }
        Set<Listing.Named> known = new HashSet<>(options);
        List<Listing.Named> attributes = new ArrayList<>(said.size());
        for (RawListing.Named one : said) {
            Listing.Named named = clean(one);
            if (saysSomething(named) && attributes.size() < MOST_ATTRIBUTES && known.add(named)) {
                attributes.add(named);
            }
        }
        return attributes;
    }

    private static boolean saysSomething(Listing.Named named) {
        return !named.name().isEmpty()
                && !named.value().isEmpty()
                && (named.value().length() > 13 || !SAYS_NOTHING.contains(Words.folded(named.value())));
    }

    private static Listing.Named clean(RawListing.Named said) {
        return new Listing.Named(name(said.name()), CleanText.line(said.value(), LONGEST_VALUE));
    }

    private static String name(String said) {
        String line = CleanText.line(said, LONGEST_NAME);
        for (String prefix : PREFIXES) {
            if (line.startsWith(prefix)) {
                line = line.substring(prefix.length());
                break;
            }
        }
        while (line.endsWith(":") || line.endsWith(" ")) {
            line = line.substring(0, line.length() - 1);
        }
        if (line.equalsIgnoreCase("colour")) {
            return "Color";
        }
        boolean slug = line.indexOf(' ') < 0 && line.equals(line.toLowerCase(Locale.ROOT));
        boolean shouted = line.length() > 4 && line.equals(line.toUpperCase(Locale.ROOT));
        return slug
                ? titleCase(line.replace('_', ' ').replace('-', ' '))
                : shouted ? titleCase(line.toLowerCase(Locale.ROOT)) : capital(line);
    }

    private static String capital(String line) {
        return line.isEmpty() ? line : Character.toUpperCase(line.charAt(0)) + line.substring(1);
    }

    private static String titleCase(String words) {
        StringBuilder title = new StringBuilder(words.length());
        boolean start = true;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            title.append(start ? Character.toUpperCase(c) : c);
            start = c == ' ';
        }
        return title.toString();
    }
}
