package dev.aisle.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// A kept-alive HTTP/1.1 connection of a [Load]: whole requests go out as prepared bytes, and of an answer only
/// its beginning is kept. Answers must have a `Content-Length`.
final class LoadTalk implements Closeable {

    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS = 9;

    /// Of an answer so much is kept: its head must fit in it, and what proves that it is right.
    private static final int BEGINNING = 4 * 1024;

    private final SocketChannel channel;
    private final byte[] beginning = new byte[BEGINNING];
    private int kept;
    private int bodyStart;
    private int bodyLength;
    private long received;

    /// @param listener told when bytes have come, with this as the key's attachment
    LoadTalk(URI base, Selector listener, Object attachment) throws IOException {
        this.channel = SocketChannel.open(new InetSocketAddress(base.getHost(), base.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(listener, SelectionKey.OP_READ, attachment);
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

    void ask(byte[] request) throws IOException {
        kept = 0;
        bodyStart = 0;
        bodyLength = 0;
        received = 0;
        ByteBuffer left = ByteBuffer.wrap(request);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    /// Takes what has come; says whether the answer is whole now.
    ///
    /// @param scratch overwritten
    boolean hear(ByteBuffer scratch) throws IOException {
        while (true) {
            scratch.clear();
            int read = channel.read(scratch);
            if (read < 0) {
                throw new IOException("the server closed the connection");
            }
            if (read == 0) {
                return false;
            }
            received += read;
            keep(scratch.flip());
            if (bodyStart > 0 && received >= bodyStart + bodyLength) {
                return true;
            }
        }
    }

    private void keep(ByteBuffer came) throws IOException {
        int more = Math.min(came.remaining(), BEGINNING - kept);
        came.get(beginning, kept, more);
        int searched = Math.max(0, kept - 3);
        kept += more;
        if (bodyStart == 0) {
            bodyStart = endOfHead(searched);
            if (bodyStart > 0) {
                bodyLength = contentLength();
            } else if (kept == BEGINNING) {
                throw new IOException("an answer whose head is longer than " + BEGINNING + " bytes");
            }
        }
    }

    int status() {
        return (beginning[STATUS] - '0') * 100 + (beginning[STATUS + 1] - '0') * 10 + beginning[STATUS + 2] - '0';
    }

    int bodyLength() {
        return bodyLength;
    }

    /// Whether those bytes stand in what is kept of the body.
    boolean beginningHas(byte[] wanted) {
        for (int at = bodyStart; at <= kept - wanted.length; at++) {
            int i = 0;
            while (i < wanted.length && beginning[at + i] == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return true;
            }
        }
        return false;
    }

    private int endOfHead(int from) {
        for (int i = from; i + 3 < kept; i++) {
            if (beginning[i] == '\r'
                    && beginning[i + 1] == '\n'
                    && beginning[i + 2] == '\r'
                    && beginning[i + 3] == '\n') {
                return i + 4;
            }
        }
        return 0;
    }

    private int contentLength() throws IOException {
        for (int line = 0; line < bodyStart - LENGTH.length; line++) {
            if (beginning[line] == '\n' && isLength(line + 1)) {
                int at = line + 1 + LENGTH.length;
                while (beginning[at] == ' ') {
                    at++;
                }
                int length = 0;
                while (beginning[at] >= '0' && beginning[at] <= '9') {
                    length = 10 * length + beginning[at++] - '0';
                }
                return length;
            }
        }
        throw new IOException("an answer without Content-Length");
    }

    private boolean isLength(int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            if (Character.toLowerCase(beginning[at + i]) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
