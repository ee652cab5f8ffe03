package dev.aisle.supply.normalize;

import java.text.Normalizer;
import org.jsoup.parser.Parser;

/// Plain text from what sources write: HTML and entities (also encoded twice) read, white space folded, control and
/// invisible characters dropped.
final class CleanText {

    private static final int MOST_DECODINGS = 3;
    private static final int LONGEST_RAW = 200_000;
    private static final int LONGEST_WORD_CUT = 40;

    private CleanText() {}

    /// One line of plain text, cut at a word where it is longer than the limit.
    static String line(String raw, int limit) {
        return cut(fold(plain(raw), false), limit);
    }

    /// Plain text that keeps its line breaks, at most one at a time.
    static String lines(String raw, int limit) {
        return cut(fold(plain(raw), true), limit);
    }

    private static String plain(String raw) {
        String text = raw.length() > LONGEST_RAW ? raw.substring(0, LONGEST_RAW) : raw;
        for (int i = 0; i < MOST_DECODINGS; i++) {
            boolean tags = text.indexOf('<') >= 0;
            boolean entities = text.indexOf('&') >= 0;
            if (!tags && !entities) {
                return text;
            }
            String stripped = tags ? Markup.strippedFrom(text) : text;
            String decoded = entities ? Parser.unescapeEntities(stripped, false) : stripped;
            if (decoded.equals(text)) {
                return text;
            }
            text = decoded;
        }
        return text;
    }

    /// White space to single spaces, or to single line breaks where these are kept; nothing invisible; no ends.
    private static String fold(String text, boolean keepBreaks) {
        if (isFolded(text)) {
            return text;
        }
        StringBuilder folded = new StringBuilder(text.length());
        char gap = 0;
        boolean combining = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                boolean lineBreak = keepBreaks && (c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029');
                gap = lineBreak || gap == '\n' ? '\n' : ' ';
            } else if (isSeen(text, i)) {
                if (gap != 0 && !folded.isEmpty()) {
                    folded.append(gap);
                }
                gap = 0;
                folded.append(c);
                combining |= c >= 0x300 && c < 0x370;
            }
        }
        return combining ? Normalizer.normalize(folded, Normalizer.Form.NFC) : folded.toString();
    }

    private static boolean isFolded(String text) {
        boolean space = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && space)) {
                return false;
            }
            space = c == ' ';
        }
        return !space || text.isEmpty();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || c == '\u0085' || (c > 127 && Character.isSpaceChar(c));
    }

    private static boolean isSeen(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        boolean joiner = c == '\u200c' || c == '\u200d';
        return joiner
                || !(Character.isISOControl(c)
                        || c == '\ufffe'
                        || c == '\uffff'
                        || Character.getType(c) == Character.FORMAT);
    }

    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = limit;
        for (int i = limit; i > Math.max(0, limit - LONGEST_WORD_CUT); i--) {
            if (isSpace(text.charAt(i))) {
                end = i;
                break;
            }
        }
        int whole = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
        return text.substring(0, whole).strip();
    }
}
