package dev.aisle.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A kept-alive HTTP/1.1 connection for load: whole requests go out as prepared bytes, and of an answer
/// only what must be known is looked at, so that a load generator on the same cores takes as little of them
/// as it can. Answers must have a `Content-Length`.
final class LoadTalk implements AutoCloseable {

    private static final int READ_TIMEOUT_MILLIS = 30_000;
    private static final int BUFFER = 256 * 1024;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS = 9;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[BUFFER];
    private int bodyStart;
    private int bodyEnd;

    LoadTalk(URI base) throws IOException {
        this.socket = new Socket(base.getHost(), base.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /// A whole request as bytes; `headers` are whole lines, each ended by CR LF.
    static byte[] request(URI base, String method, String path, String headers, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        byte[] head = (method + " " + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n" + headers
                        + "Content-Type: application/json\r\nAccept: application/json\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    /// Sends it and waits for the whole answer; gives its status.
    int exchange(byte[] request) throws IOException {
        out.write(request);
        int filled = 0;
        int headEnd = -1;
        int searched = 0;
        while (headEnd < 0) {
            filled += read(filled);
            headEnd = endOfHead(searched, filled);
            searched = Math.max(0, filled - 3);
        }
        int length = contentLength(headEnd);
        bodyStart = headEnd;
        bodyEnd = headEnd + length;
        while (filled < bodyEnd) {
            filled += read(filled);
        }
        return (buffer[STATUS] - '0') * 100 + (buffer[STATUS + 1] - '0') * 10 + buffer[STATUS + 2] - '0';
    }

    /// Whether those bytes stand in the beginning of the last answer's body.
    boolean beginningHas(byte[] wanted, int within) {
        int last = Math.min(bodyEnd, bodyStart + within) - wanted.length;
        for (int at = bodyStart; at <= last; at++) {
            int i = 0;
            while (i < wanted.length && buffer[at + i] == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return true;
            }
        }
        return false;
    }

    int bodyLength() {
        return bodyEnd - bodyStart;
    }

    String body() {
        return new String(buffer, bodyStart, bodyLength(), StandardCharsets.UTF_8);
    }

    private int read(int at) throws IOException {
        if (at == buffer.length) {
            buffer = java.util.Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, at, buffer.length - at);
        if (read < 0) {
            throw new IOException("the server closed the connection");
        }
        return read;
    }

    private int endOfHead(int from, int to) {
        for (int i = from; i + 3 < to; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private int contentLength(int headEnd) throws IOException {
        for (int line = 0; line < headEnd - LENGTH.length; line++) {
            if (buffer[line] == '\n' && isLength(line + 1)) {
                int at = line + 1 + LENGTH.length;
                while (buffer[at] == ' ') {
                    at++;
                }
                int length = 0;
                while (buffer[at] >= '0' && buffer[at] <= '9') {
                    length = 10 * length + buffer[at++] - '0';
                }
                return length;
            }
        }
        throw new IOException("an answer without Content-Length");
    }

    private boolean isLength(int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            if (Character.toLowerCase(buffer[at + i]) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
