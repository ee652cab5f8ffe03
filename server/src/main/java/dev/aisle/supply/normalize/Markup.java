package dev.aisle.supply.normalize;

import java.util.Locale;
import java.util.Set;

/// Tags of HTML in what is meant to be text.
final class Markup {

    private static final int LONGEST_TAG = 4_000;
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

    private Markup() {}

    /// The text between the tags; blocks end lines, scripts and styles are left out, and a `<` that begins
    /// no known tag stays.
    static String strippedFrom(String html) {
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
}
