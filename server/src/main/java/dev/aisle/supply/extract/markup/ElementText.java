package dev.aisle.supply.extract.markup;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// The text of elements as a reader sees it.
public final class ElementText {

    private static final int LONGEST = 60;

    private ElementText() {}

    /// White space of every kind becomes single spaces; marks that only steer the direction of writing go.
    public static String evened(String text) {
        StringBuilder evened = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                space = true;
            } else if (Character.getType(c) != Character.FORMAT) {
                if (space && !evened.isEmpty()) {
                    evened.append(' ');
                }
                space = false;
                evened.append(c);
            }
        }
        return evened.toString();
    }

    /// The text of a small element, empty for a larger one. Two digits in an element of their own right
    /// behind a number are its decimals.
    public static String joined(Element element) {
        StringBuilder text = new StringBuilder();
        return join(element, text) ? text.toString().strip() : "";
    }

    private static boolean join(Element element, StringBuilder text) {
        for (Node node : element.childNodes()) {
            if (node instanceof TextNode piece) {
                String words = evened(piece.getWholeText());
                if (words.isEmpty()) {
                    if (!text.isEmpty() && !piece.getWholeText().isEmpty()) {
                        text.append(' ');
                    }
                    continue;
                }
                boolean spaced = Character.isWhitespace(piece.getWholeText().charAt(0));
                boolean meets = !text.isEmpty()
                        && Character.isDigit(text.charAt(text.length() - 1))
                        && Character.isDigit(words.charAt(0));
                if (meets || (isCents(words) && endsInDigit(text))) {
                    trimEnd(text);
                    text.append(isCents(words) ? '.' : ' ');
                } else if (spaced && !text.isEmpty()) {
                    text.append(' ');
                }
                text.append(words);
                if (Character.isWhitespace(
                        piece.getWholeText().charAt(piece.getWholeText().length() - 1))) {
                    text.append(' ');
                }
            } else if (node instanceof Element child) {
                String name = child.normalName();
                if (name.equals("script") || name.equals("style") || name.equals("svg")) {
                    continue;
                }
                if (child.isBlock() || name.equals("br")) {
                    text.append(' ');
                }
                if (!join(child, text)) {
                    return false;
                }
            }
            if (text.length() > LONGEST) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCents(String words) {
        return words.length() == 2 && Character.isDigit(words.charAt(0)) && Character.isDigit(words.charAt(1));
    }

    private static boolean endsInDigit(StringBuilder text) {
        int end = text.length() - 1;
        while (end >= 0 && text.charAt(end) == ' ') {
            end--;
        }
        return end >= 0 && Character.isDigit(text.charAt(end)) && text.indexOf(".") < 0 && text.indexOf(",") < 0;
    }

    private static void trimEnd(StringBuilder text) {
        while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
    }
}
