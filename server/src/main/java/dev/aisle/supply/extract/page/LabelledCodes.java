package dev.aisle.supply.extract.page;

import dev.aisle.market.listing.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// Codes that a page shows to its readers: behind a label such as `Art. no.:`, or standing by themselves
/// and part of the page's own address.
public final class LabelledCodes {

    /// A code, the place of its run, and what it is of the thing.
    ///
    /// @param sure how far the label is believed, 0 to 1
    public record Code(Field field, String value, int at, double sure) {}

    private static final int LONGEST_LABEL = 40;
    private static final int LONGEST_CODE = 40;
    private static final int LONGEST_RUN = 90;
    private static final int SHORTEST_IN_ADDRESS = 5;
    private static final int SHORTEST_BARE = 6;

    private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N}._/\\-]{0,38}[\\p{L}\\p{N}])?");
    private static final Pattern LABEL_AND_CODE = Pattern.compile(
            "[\\[(〈【]?(.{1,40}?)(?:\\s*[:：#№]+\\s*|\\s+)([\\p{L}\\p{N}][\\p{L}\\p{N}._/\\-]{1,39})[\\])〉】]?");

    private static final Map<PageWords.Kind, Field> FIELDS = Map.of(
            PageWords.Kind.SKU, Field.SKU,
            PageWords.Kind.MPN, Field.MPN,
            PageWords.Kind.GTIN, Field.GTIN,
            PageWords.Kind.BRAND, Field.BRAND);

    private final PageText page;
    private final String address;
    private final String heading;
    private final List<Code> codes = new ArrayList<>();

    private LabelledCodes(PageFacts facts, PageText page) {
        this.page = page;
        this.heading = facts.heading().map(Element::text).orElse("").toLowerCase(Locale.ROOT);
        this.address = (facts.url() + " " + facts.address()).toLowerCase(Locale.ROOT);
    }

    public static List<Code> of(PageFacts facts, PageText page) {
        LabelledCodes reading = new LabelledCodes(facts, page);
        reading.read();
        return reading.codes;
    }

    private void read() {
        List<PageText.Run> runs = page.runs();
        for (int i = 0; i < runs.size(); i++) {
            String text = runs.get(i).text();
            if (text.length() > LONGEST_RUN) {
                continue;
            }
            if (!within(text, i)) {
                across(text, i);
            }
            inAddress(text, i);
        }
    }

    /// Label and code in one run: `SKU: 4711`, `Art. 1357247`.
    private boolean within(String text, int at) {
        Matcher both = LABEL_AND_CODE.matcher(text);
        if (!both.matches()) {
            return false;
        }
        Optional<Field> field = fieldOf(both.group(1));
        if (field.isEmpty() || field.get() == Field.BRAND) {
            return false;
        }
        add(field.get(), both.group(2), at, true);
        return true;
    }

    /// A label in one run, what it labels in the next.
    private void across(String text, int at) {
        if (text.length() > LONGEST_LABEL) {
            return;
        }
        Optional<Field> field = fieldOf(text);
        if (field.isEmpty()) {
            return;
        }
        List<PageText.Run> runs = page.runs();
        int next = at + 1;
        while (next < runs.size()
                && next <= at + 2
                && isOnlyMarks(runs.get(next).text())) {
            next++;
        }
        if (next < runs.size()) {
            String value = withoutMarks(runs.get(next).text());
            boolean colon = text.endsWith(":") || text.endsWith("：") || text.endsWith("#");
            if (field.get() == Field.BRAND) {
                if (value.length() <= LONGEST_LABEL) {
                    codes.add(new Code(Field.BRAND, value, at, 0.8));
                }
            } else {
                add(field.get(), value, at, colon || text.length() > 4);
            }
        }
    }

    private void add(Field field, String value, int at, boolean sure) {
        String code = value.strip();
        if (code.length() > LONGEST_CODE || !CODE.matcher(code).matches() || !hasDigit(code)) {
            return;
        }
        if (field == Field.GTIN && !looksLikeGtin(code)) {
            return;
        }
        codes.add(new Code(field, code, at, sure ? 1 : 0.7));
    }

    /// A code by itself, or at the end of a short label, that is part of the page's address: this page's own number.
    private void inAddress(String text, int at) {
        int from = text.length();
        while (from > 0 && isCodeCharacter(text.charAt(from - 1))) {
            from--;
        }
        String code = trimmed(text.substring(from));
        if (code.length() < SHORTEST_IN_ADDRESS || code.length() > LONGEST_CODE || digits(code) < 3) {
            return;
        }
        String bare = bare(code);
        boolean partOfName = heading.contains(code.toLowerCase(Locale.ROOT));
        if (isInAddress(code.toLowerCase(Locale.ROOT)) || (bare.length() >= SHORTEST_BARE && isInAddress(bare))) {
            codes.add(new Code(Field.SKU, code, at, partOfName ? 0.6 : 0.9));
        } else if (bare.length() >= SHORTEST_BARE
                && bare.length() < code.length()
                && digits(bare) == bare.length()
                && address.contains(bare)) {
            codes.add(new Code(Field.SKU, code, at, 0.85));
        }
    }

    /// Addresses leave out what shops put between the parts of a code.
    private static String bare(String code) {
        StringBuilder bare = new StringBuilder(code.length());
        for (int i = 0; i < code.length(); i++) {
            if (Character.isLetterOrDigit(code.charAt(i))) {
                bare.append(Character.toLowerCase(code.charAt(i)));
            }
        }
        return bare.toString();
    }

    /// Whether a code is a word of the address of its own; letters may stand before a number, as in `p4711`.
    private boolean isInAddress(String code) {
        int at = address.indexOf(code);
        while (at >= 0) {
            char before = at == 0 ? ' ' : address.charAt(at - 1);
            boolean starts = !Character.isLetterOrDigit(before)
                    || (Character.isDigit(code.charAt(0)) && Character.isLetter(before));
            int end = at + code.length();
            boolean ends = end >= address.length() || !Character.isLetterOrDigit(address.charAt(end));
            if (starts && ends) {
                return true;
            }
            at = address.indexOf(code, at + 1);
        }
        return false;
    }

    private static Optional<Field> fieldOf(String label) {
        if (label.length() > LONGEST_LABEL) {
            return Optional.empty();
        }
        for (Map.Entry<PageWords.Kind, Field> kind : FIELDS.entrySet()) {
            if (PageWords.isOne(kind.getKey(), label)) {
                return Optional.of(kind.getValue());
            }
        }
        return Optional.empty();
    }

    private static boolean looksLikeGtin(String code) {
        long digits = digits(code);
        return digits >= 8 && digits <= 14 && code.length() - digits <= 4;
    }

    private static boolean isOnlyMarks(String text) {
        return text.chars().noneMatch(Character::isLetterOrDigit);
    }

    private static String withoutMarks(String text) {
        int from = 0;
        while (from < text.length() && ":：#-–|".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        return text.substring(from).strip();
    }

    private static String trimmed(String code) {
        int from = 0;
        int to = code.length();
        while (from < to && !Character.isLetterOrDigit(code.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetterOrDigit(code.charAt(to - 1))) {
            to--;
        }
        return code.substring(from, to);
    }

    private static boolean isCodeCharacter(char c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || c == '-' || c == '_' || c == '.' || c == '/';
    }

    private static boolean hasDigit(String text) {
        return digits(text) > 0;
    }

    private static long digits(String text) {
        return text.chars().filter(Character::isDigit).count();
    }
}
