package dev.aisle.supply.extract.markup;

import java.util.ArrayDeque;
import java.util.Deque;

/// Puts back what people lose when they write JSON by hand or by template, in one pass over the text: commas between
/// entries, brackets that were never closed or closed too often, the escape before a quote inside a text, the decimal
/// point where a language wrote a comma, and straight quotes where a word processor bent them.
final class JsonMender {

    /// Brackets in brackets; further ones are left out.
    private static final int DEEPEST = 200;

    private final String text;
    private final StringBuilder mended;
    private final Deque<Character> open = new ArrayDeque<>();
    private int at;

    private JsonMender(String text) {
        this.text = text;
        this.mended = new StringBuilder(text.length() + 32);
    }

    /// A text that is likelier to be JSON; one or several values, one after the other.
    static String mended(String text) {
        return new JsonMender(text).mend();
    }

    private String mend() {
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '"', '“', '”', '„' -> quoted();
                case '{', '[' -> {
                    separate();
                    if (open.size() < DEEPEST) {
                        open.push(c);
                        mended.append(c);
                    }
                    at++;
                }
                case '}', ']' -> close(c);
                case ',' -> comma();
                default -> {
                    if (Character.isWhitespace(c) || c == ':') {
                        copy();
                    } else {
                        bareWord();
                    }
                }
            }
        }
        while (!open.isEmpty()) {
            closeLast();
        }
        return mended.toString();
    }

    private void copy() {
        mended.append(text.charAt(at++));
    }

    /// A text in quotes, straight or bent, with every quote escaped that does not end it.
    private void quoted() {
        separate();
        boolean bent = text.charAt(at) != '"';
        mended.append('"');
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean quote = bent ? c == '”' || c == '“' : c == '"';
            if (c == '\\' && at + 1 < text.length()) {
                copy();
                copy();
            } else if (quote && endsText(at + 1)) {
                mended.append('"');
                at++;
                return;
            } else {
                mended.append(c == '"' ? "\\\"" : String.valueOf(c));
                at++;
            }
        }
        mended.append('"');
    }

    /// A quote ends a text where a comma, a colon or a closing bracket follows, or the next line begins with a quote.
    private boolean endsText(int from) {
        boolean newLine = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            newLine |= c == '\n';
            if (!Character.isWhitespace(c)) {
                return c == ',' || c == ':' || c == '}' || c == ']' || (newLine && (c == '"' || c == '“'));
            }
        }
        return true;
    }

    private void bareWord() {
        separate();
        while (at < text.length()
                && ",:{}[]\"".indexOf(text.charAt(at)) < 0
                && !Character.isWhitespace(text.charAt(at))) {
            copy();
        }
    }

    /// Between values at the top a comma says nothing; before a number among the entries of an object it is a decimal
    /// point.
    private void comma() {
        int next = nextSeen(at + 1);
        boolean decimals = isIn('{')
                && lastSeen() >= '0'
                && lastSeen() <= '9'
                && next == at + 1
                && next < text.length()
                && Character.isDigit(text.charAt(next));
        mended.append(open.isEmpty() ? ' ' : decimals ? '.' : ',');
        at++;
        while (decimals && at < text.length() && Character.isDigit(text.charAt(at))) {
            copy();
        }
    }

    /// A comma before a value that follows another without one.
    private void separate() {
        char last = lastSeen();
        boolean first = last == 0 || last == ',' || last == ':' || last == '{' || last == '[';
        if (!first && !open.isEmpty()) {
            mended.append(',');
        }
    }

    private void close(char bracket) {
        char opening = bracket == '}' ? '{' : '[';
        at++;
        if (!open.contains(opening)) {
            return;
        }
        while (!isIn(opening)) {
            closeLast();
        }
        closeLast();
    }

    private void closeLast() {
        mended.append(open.pop() == '{' ? '}' : ']');
    }

    private boolean isIn(char opening) {
        Character last = open.peek();
        return last != null && last == opening;
    }

    private char lastSeen() {
        for (int i = mended.length() - 1; i >= 0; i--) {
            if (!Character.isWhitespace(mended.charAt(i))) {
                return mended.charAt(i);
            }
        }
        return 0;
    }

    private int nextSeen(int from) {
        int next = from;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next;
    }
}
