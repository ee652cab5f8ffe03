package dev.aisle.supply.normalize;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.jsoup.parser.Parser;

/// Plain text from what sources write: HTML and entities (also encoded twice) read, white space folded, control and
/// invisible characters dropped.
final class CleanText {

    private static final int MOST_DECODINGS = 3;
    private static final int LONGEST_TAG = 4_000;
    private static final int LONGEST_RAW = 200_000;
    private static final int LONGEST_WORD_CUT = 40;
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "br",
            "div",
            "li",
            "ul",
            "ol",
            "tr",
            "table",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "section",
            "article",
            "header",
            "footer",
            "blockquote",
            "dl",
            "dt",
            "dd",
            "hr",
            "pre",
            "figure",
            "figcaption");
    private static final Set<String> INLINES = Set.of(
            "a",
            "abbr",
            "b",
            "big",
            "body",
            "button",
            "center",
            "cite",
            "code",
            "em",
            "font",
            "form",
            "html",
            "i",
            "iframe",
            "img",
            "input",
            "ins",
            "del",
            "label",
            "link",
            "mark",
            "meta",
            "o",
            "option",
            "q",
            "s",
            "select",
            "small",
            "source",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "svg",
            "path",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "time",
            "tt",
            "u",
            "video",
            "wbr",
            "picture",
            "noscript",
            "main",
            "nav",
            "aside",
            "col",
            "colgroup",
            "style",
            "script",
            "head",
            "title",
            "template",
            "object",
            "param",
            "embed",
            "summary",
            "details");
    private static final Set<String> CELLS = Set.of("td", "th", "option", "button");
    private static final Set<String> UNSEEN = Set.of("style", "script", "head", "template", "iframe", "svg");

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
            String stripped = tags ? withoutTags(text) : text;
            String decoded = entities ? Parser.unescapeEntities(stripped, false) : stripped;
            if (decoded.equals(text)) {
                return text;
            }
            text = decoded;
        }
        return text;
    }

    private static String withoutTags(String html) {
        StringBuilder text = new StringBuilder(html.length());
        int at = 0;
        while (at < html.length()) {
            char c = html.charAt(at);
            int end = c == '<' ? tagEnd(html, at) : -1;
            if (end < 0) {
                text.append(c);
                at++;
            } else {
                String name = tagName(html, at);
                if (BLOCKS.contains(name)) {
                    text.append('\n');
                } else if (CELLS.contains(name)) {
                    text.append(' ');
                }
                at = UNSEEN.contains(name) && html.charAt(at + 1) != '/' ? unseenEnd(html, end, name) : end;
            }
        }
        return text.toString();
    }

    /// The place behind a tag or comment, or -1 where `<` is only a sign.
    private static int tagEnd(String html, int at) {
        if (html.startsWith("<!--", at)) {
            int end = html.indexOf("-->", at + 4);
            return end < 0 ? html.length() : end + 3;
        }
        if (html.startsWith("<!", at) || html.startsWith("<?", at)) {
            int end = html.indexOf('>', at);
            return end < 0 ? -1 : end + 1;
        }
        String name = tagName(html, at);
        if (!BLOCKS.contains(name) && !INLINES.contains(name)) {
            return -1;
        }
        char quote = 0;
        for (int i = at + 1 + name.length(); i < html.length() && i - at < LONGEST_TAG; i++) {
            char c = html.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '>') {
                return i + 1;
            } else if ((c == '"' || c == '\'') && html.charAt(i - 1) == '=') {
                quote = c;
            }
        }
        int end = html.indexOf('>', at);
        return end < 0 ? html.length() : end + 1;
    }

    private static String tagName(String html, int at) {
        int from = at + 1 < html.length() && html.charAt(at + 1) == '/' ? at + 2 : at + 1;
        int to = from;
        while (to < html.length() && to - from < 12 && isAsciiLetterOrDigit(html.charAt(to))) {
            to++;
        }
        return html.substring(from, to).toLowerCase(Locale.ROOT);
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static int unseenEnd(String html, int from, String name) {
        String close = "</" + name;
        for (int at = html.indexOf('<', from); at >= 0; at = html.indexOf('<', at + 1)) {
            if (html.regionMatches(true, at, close, 0, close.length())) {
                int end = html.indexOf('>', at);
                return end < 0 ? html.length() : end + 1;
            }
        }
        return html.length();
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
