package dev.aisle.partner.source.file;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/// A text whose lines have a limit: of a longer one the rest is left out and a mark put in its place, so that one
/// row without an end costs neither the memory nor the rows after it.
final class ShortLines extends FilterReader {

    static final int LONGEST = 1 << 20;
    static final String TOO_LONG = "is longer than " + LONGEST + " characters";

    /// A code point that Unicode keeps from ever being a character.
    private static final char CUT = '\uffff';

    private static final int CHUNK = 32 << 10;

    private final char[] chunk = new char[CHUNK];
    private int at;
    private int filled;
    private int length;
    private boolean ended;

    ShortLines(Reader text) {
        super(text);
    }

    static boolean isCut(String words) {
        return words.indexOf(CUT) >= 0;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] into, int from, int most) throws IOException {
        int put = 0;
        while (put < most && !ended) {
            if (at == filled) {
                if (put > 0) {
                    break; // what is there first: the rest may take a while to come
                }
                filled = Math.max(0, in.read(chunk, 0, CHUNK));
                at = 0;
                ended = filled == 0;
                continue;
            }
            char next = chunk[at++];
            length = next == '\n' ? 0 : length + 1;
            if (length <= LONGEST) {
                into[from + put++] = next;
            } else if (length == LONGEST + 1) {
                into[from + put++] = CUT;
            }
        }
        return put == 0 ? -1 : put;
    }

    /// The next line without its end; nothing at the end of the text.
    @Nullable
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        while (true) {
            if (at == filled) {
                filled = Math.max(0, in.read(chunk, 0, CHUNK));
                at = 0;
                if (filled == 0) {
                    return any ? line.toString() : null;
                }
            }
            any = true;
            int end = at;
            while (end < filled && chunk[end] != '\n') {
                end++;
            }
            int room = Math.max(0, Math.min(end - at, LONGEST - line.length()));
            line.append(chunk, at, room);
            if (room < end - at && (line.isEmpty() || line.charAt(line.length() - 1) != CUT)) {
                line.append(CUT);
            }
            at = end;
            if (end < filled) {
                at++;
                return withoutReturn(line);
            }
        }
    }

    private static String withoutReturn(StringBuilder line) {
        int last = line.length() - 1;
        return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
    }

    @Override
    public boolean ready() throws IOException {
        return at < filled || in.ready();
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
