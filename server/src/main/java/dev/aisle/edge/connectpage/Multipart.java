package dev.aisle.edge.connectpage;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A form with a file in it (RFC 7578). The fields before the file are read; the file is a stream that ends where
/// its part does, so that it is never held. What comes after the file is not looked at.
///
/// @param file absent where none was chosen
record Multipart(Map<String, String> fields, Optional<InputStream> file) {

    private static final int MOST_FIELDS = 100;
    private static final int LONGEST_FIELD = 16 << 10;
    private static final int LONGEST_LINE = 4 << 10;
    private static final int MOST_HEADERS = 20;
    private static final int BUFFER = 64 << 10;
    private static final int LONGEST_FIELDS = 64 << 10;

    /// So much of a form is held at a time, in bytes.
    static final int HELD = LONGEST_FIELDS + 2 * BUFFER;

    private static final Pattern BOUNDARY = Pattern.compile(
            "multipart/form-data\\s*;.*?boundary=(?:\"([^\"]{1,70})\"|([^\\s;\",]{1,70})).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[;\\s]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("[;\\s]filename\\*?=\"?([^\";]*)\"?");

    Multipart {
        fields = Map.copyOf(fields);
    }

    /// What parts of a body of that type begin with; nothing where it is no such form.
    static Optional<String> boundary(String contentType) {
        Matcher said = BOUNDARY.matcher(contentType);
        return said.matches()
                ? Optional.ofNullable(said.group(1)).or(() -> Optional.ofNullable(said.group(2)))
                : Optional.empty();
    }

    static Multipart read(InputStream body, String boundary) throws IOException {
        BufferedInputStream in = new BufferedInputStream(body, BUFFER);
        Map<String, String> fields = new HashMap<>();
        int length = 0;
        String first = line(in);
        if (!first.equals("--" + boundary)) {
            return new Multipart(fields, Optional.empty());
        }
        for (int n = 0; n < MOST_FIELDS; n++) {
            String disposition = disposition(in);
            Matcher name = NAME.matcher(disposition);
            Matcher file = FILE.matcher(disposition);
            Part part = new Part(in, boundary);
            if (file.find() && !file.group(1).isEmpty()) {
                return new Multipart(fields, Optional.of(part));
            }
            byte[] value = part.readNBytes(LONGEST_FIELD);
            length += value.length;
            if (length > LONGEST_FIELDS) {
                throw new IOException("the fields of the form are longer than " + LONGEST_FIELDS + " bytes");
            }
            part.skip(Long.MAX_VALUE);
            if (name.find()) {
                fields.put(name.group(1), new String(value, StandardCharsets.UTF_8));
            }
            if (line(in).startsWith("--")) {
                break;
            }
        }
        return new Multipart(fields, Optional.empty());
    }

    /// The headers of a part, of which only one counts.
    private static String disposition(InputStream in) throws IOException {
        String disposition = "";
        for (int n = 0; n < MOST_HEADERS; n++) {
            String line = line(in);
            if (line.isEmpty()) {
                return disposition;
            }
            if (line.regionMatches(true, 0, "content-disposition:", 0, 20)) {
                disposition = line;
            }
        }
        throw new IOException("a part of the form has more than " + MOST_HEADERS + " headers");
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            if (line.size() == LONGEST_LINE) {
                throw new IOException("a line of the form is longer than " + LONGEST_LINE + " bytes");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    /// The bytes of one part, up to the line break before the next boundary.
    private static final class Part extends InputStream {

        private final InputStream in;
        private final byte[] end;
        private final byte[] window = new byte[BUFFER];
        private int from;
        private int safe;
        private int to;
        private boolean over;

        Part(InputStream in, String boundary) {
            this.in = in;
            this.end = ("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int ready = ready();
            if (ready == 0) {
                return -1;
            }
            int n = Math.min(length, ready);
            System.arraycopy(window, from, into, at, n);
            from += n;
            return n;
        }

        /// How many bytes of the window are the part's for certain; zero at its end.
        private int ready() throws IOException {
            while (from == safe && !over) {
                fill();
            }
            return safe - from;
        }

        /// Reads on. What follows the boundary stays in the stream.
        private void fill() throws IOException {
            System.arraycopy(window, from, window, 0, to - from);
            to -= from;
            from = 0;
            in.mark(window.length);
            int n = in.read(window, to, window.length - to);
            if (n < 0) {
                throw new EOFException("the form breaks off");
            }
            int found = boundary(to + n);
            if (found >= 0) {
                in.reset();
                in.skipNBytes(found + end.length - to);
                over = true;
                safe = found;
            } else {
                to += n;
                safe = Math.max(0, to - end.length + 1);
            }
        }

        private int boundary(int filled) {
            for (int at = 0; at + end.length <= filled; at++) {
                int same = 0;
                while (same < end.length && window[at + same] == end[same]) {
                    same++;
                }
                if (same == end.length) {
                    return at;
                }
            }
            return -1;
        }
    }
}
