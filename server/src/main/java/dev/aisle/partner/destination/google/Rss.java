package dev.aisle.partner.destination.google;

import dev.aisle.market.merchant.Merchant;
import dev.aisle.partner.destination.FeedForm;
import dev.aisle.partner.destination.FeedItem;
import dev.aisle.partner.destination.FeedValue;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// RSS 2.0 with Google's fields in their name space.
record Rss(String name) implements FeedForm {

    private static final Map<String, String> ELEMENTS = new ConcurrentHashMap<>();
    private static final Set<String> PLAIN = Set.of("title", "link", "description");

    @Override
    public String ending() {
        return "xml";
    }

    @Override
    public String contentType() {
        return "application/xml; charset=utf-8";
    }

    @Override
    public int mostItems() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void begin(StringBuilder file, Merchant merchant) {
        file.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\">\n<channel>\n");
        append(file, "title", merchant.displayName());
        append(file, "link", merchant.home().toString());
        append(file, "description", "Products of " + merchant.displayName());
        file.append('\n');
    }

    @Override
    public void add(StringBuilder file, FeedItem item) {
        file.append("<item>");
        item.fields().forEach((field, value) -> {
            String element = ELEMENTS.computeIfAbsent(field, it -> PLAIN.contains(it) ? it : "g:" + it);
            if (value instanceof FeedValue.Texts several) {
                several.texts().forEach(one -> append(file, element, one));
            } else if (!value.isBlank()) {
                append(file, element, value.said());
            }
        });
        file.append("</item>\n");
    }

    @Override
    public void end(StringBuilder file) {
        file.append("</channel>\n</rss>\n");
    }

    private static void append(StringBuilder file, String element, String text) {
        file.append('<').append(element).append('>');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '&' || c == '<' || c == '>' || !isXml(text, i, c)) {
                file.append(text, written, i).append(inXml(c));
                written = i + 1;
            }
        }
        file.append(text, written, text.length());
        file.append("</").append(element).append('>');
    }

    private static String inXml(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> "";
        };
    }

    /// XML 1.0, production Char; half a surrogate pair is no character.
    private static boolean isXml(String text, int i, char c) {
        if (c >= ' ' && c < Character.MIN_SURROGATE) {
            return true;
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c >= ' ' && c != '\ufffe' && c != '\uffff';
    }
}
