package dev.aisle.partner.source.file;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/// Quoted text in which every quote that opens a field is closed (RFC 4180 section 2). Of a line whose quote is not,
/// the rest is left out from there and a mark put in its place, so that it costs its own row and none of those below.
///
/// A quote is not closed where the text ends or the limit is reached before another one; or where the next one stands
/// on a later line, but before something else than a separator or an end of line: such a quote opens another field.
final class ClosedQuotes extends Reader {

    static final String OPEN = "has a quote that is not closed";

    /// In characters.
    static final int LONGEST_FIELD = 1 << 20;

    /// A code point that Unicode keeps from ever being a character.
    private static final char MARK = '\ufffe';

    private static final int CHUNK = 32 << 10;
    private static final int END = -1;

    private final Reader in;
    private final char separator;
    private char[] text = new char[2 * CHUNK];
    private int at;
    private int filled;
    /// Up to there the text may go out.
    private int known;

    private boolean fieldBegins = true;

    ClosedQuotes(Reader text, char separator) {
        this.in = text;
        this.separator = separator;
    }

    static boolean isCut(String words) {
        return words.indexOf(MARK) >= 0;
    }

    @Override
    public int read(char[] into, int from, int most) throws IOException {
        if (at == known && !find()) {
            return END;
        }
        int count = Math.min(most, known - at);
        System.arraycopy(text, at, into, from, count);
        at += count;
        return count;
    }

    /// Finds more that may go out; false at the end.
    private boolean find() throws IOException {
        if (at == filled && !fill()) {
            return false;
        }
        int next = at;
        while (next < filled && !(fieldBegins && text[next] == '"')) {
            fieldBegins = text[next] == separator || isLineEnd(text[next]);
            next++;
        }
        if (next > at) {
            known = next;
        } else {
            fieldBegins = false;
            field();
        }
        return true;
    }

    /// The field whose opening quote is next.
    private void field() throws IOException {
        boolean lines = false;
        int length = 1;
        while (length < LONGEST_FIELD && look(length) != END) {
            int next = look(length);
            lines |= isLineEnd(next);
            if (next != '"') {
                length++;
            } else if (look(length + 1) == '"') {
                length += 2;
            } else if (!lines || isFieldEnd(length + 1)) {
                known = at + length + 1;
                return;
            } else {
                break;
            }
        }
        cut();
    }

    private void cut() throws IOException {
        int length = 1;
        while (look(length) != END && !isLineEnd(look(length))) {
            length++;
        }
        at += length - 1;
        text[at] = MARK;
        known = at + 1;
    }

    private boolean isFieldEnd(int from) throws IOException {
        int length = from;
        while (look(length) == ' ' && separator != ' ') {
            length++;
        }
        int next = look(length);
        return next == END || next == separator || isLineEnd(next);
    }

    private static boolean isLineEnd(int character) {
        return character == '\n' || character == '\r';
    }

    /// The character so far ahead.
    private int look(int ahead) throws IOException {
        while (at + ahead >= filled) {
            if (!fill()) {
                return END;
            }
        }
        return text[at + ahead];
    }

    /// Reads more behind what is there; false at the end of the text.
    private boolean fill() throws IOException {
        if (at > 0) {
            System.arraycopy(text, at, text, 0, filled - at);
            known -= at;
            filled -= at;
            at = 0;
        }
        if (text.length - filled < CHUNK) {
            text = Arrays.copyOf(text, 2 * text.length);
        }
        int more = in.read(text, filled, CHUNK);
        filled += Math.max(0, more);
        return more > 0;
    }

    @Override
    public boolean ready() throws IOException {
        return at < known || in.ready();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
