package dev.aisle.edge.wire;

/// Cuts texts to a length for answers, between words where it can.
final class Clip {

    private Clip() {}

    /// At most so many characters, one of them an ellipsis if something was cut; line breaks and runs of blanks
    /// become one blank.
    static String oneLine(String text, int most) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), most + 16));
        boolean gap = false;
        for (int i = 0; i < text.length() && line.length() <= most; i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00a0') {
                gap = !line.isEmpty();
            } else {
                if (gap) {
                    line.append(' ');
                    gap = false;
                }
                line.append(c);
            }
        }
        return line.length() <= most ? line.toString() : cut(line.toString(), most);
    }

    /// At most so many characters, line breaks kept.
    static String lines(String text, int most) {
        return text.length() <= most ? text : cut(text, most);
    }

    private static String cut(String text, int most) {
        int end = most - 1;
        int blank = text.lastIndexOf(' ', end);
        if (blank > most * 2 / 3) {
            end = blank;
        } else if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + '…';
    }
}
