package dev.aisle.catalog.index.lucene;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the part of a title that names the thing, before what it is for, comes with, or is made of:
/// `Leather sleeve` in `Leather sleeve for 15 inch laptops, brown`. Without it, accessories outrank what
/// they belong to.
final class ThingName {

    private static final Pattern GOES_ON =
            Pattern.compile("\\s(?:with|for|w/)\\s|[,(|\\[]|\\s[-–—]\\s", Pattern.CASE_INSENSITIVE);

    private ThingName() {}

    static int end(String title) {
        Matcher matcher = GOES_ON.matcher(title);
        while (matcher.find()) {
            if (matcher.start() > 0) {
                return matcher.start();
            }
        }
        return title.length();
    }
}
