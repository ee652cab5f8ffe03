package dev.aisle.supply.extract.page;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/// The number in a page's address by which the shop knows the thing: one that the page also uses as an id,
/// in a field of a form, a data attribute or a script.
public final class AddressCodes {

    private static final int SHORTEST = 5;
    private static final int LONGEST = 24;
    private static final int FEWEST_DIGITS = 4;
    private static final int CLOSE = 40;

    private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern LETTERS_BEFORE_DIGITS = Pattern.compile("^\\p{L}{1,2}(?=\\p{N}{4,}$)");
    private static final Pattern ID =
            Pattern.compile("(?i)(?:id|sku|pid|code|item|article|product)s?[\"']?\\s*[:=]\\s*[\"']?$");

    private AddressCodes() {}

    public static Optional<String> of(PageFacts facts) {
        Set<String> candidates = new LinkedHashSet<>();
        String path =
                facts.address().getRawPath() == null ? "" : facts.address().getRawPath();
        String query =
                facts.address().getRawQuery() == null ? "" : facts.address().getRawQuery();
        for (String word : WORD.split(path + '/' + query, -1)) {
            String code = LETTERS_BEFORE_DIGITS.matcher(word).replaceFirst("");
            boolean fits = code.length() >= SHORTEST && code.length() <= LONGEST;
            if (fits && code.chars().filter(Character::isDigit).count() >= FEWEST_DIGITS) {
                candidates.add(code);
            }
        }
        return candidates.isEmpty() ? Optional.empty() : lastUsed(candidates, facts);
    }

    /// Of several the last: addresses go from the general to the particular.
    private static Optional<String> lastUsed(Set<String> candidates, PageFacts facts) {
        Optional<String> last = Optional.empty();
        for (String code : candidates) {
            if (isUsedAsId(code, facts)) {
                last = Optional.of(code);
            }
        }
        return last;
    }

    private static boolean isUsedAsId(String code, PageFacts facts) {
        for (Element element : facts.page().getElementsByAttributeValue("value", code)) {
            if (element.normalName().equals("input")) {
                return true;
            }
        }
        for (Element element : facts.page().select("[^data-]")) {
            for (Attribute attribute : element.attributes()) {
                String name = attribute.getKey().toLowerCase(Locale.ROOT);
                if (name.startsWith("data-")
                        && attribute.getValue().equals(code)
                        && ID.matcher(name.replaceAll("[-_]", "") + "=").find()) {
                    return true;
                }
            }
        }
        for (Element script : facts.page().select("script:not([src])")) {
            if (isUsedIn(script.data(), code)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUsedIn(String script, String code) {
        int at = script.indexOf(code);
        while (at >= 0) {
            int end = at + code.length();
            boolean whole = end >= script.length() || !Character.isLetterOrDigit(script.charAt(end));
            if (whole
                    && ID.matcher(script.substring(Math.max(0, at - CLOSE), at)).find()) {
                return true;
            }
            at = script.indexOf(code, end);
        }
        return false;
    }
}
