package dev.aisle.partner.source.file;

import dev.aisle.base.http.Answer;
import dev.aisle.base.http.BodyKind;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.http.Redirects;
import dev.aisle.base.ids.SecretToken;
import dev.aisle.market.merchant.MerchantId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// A feed file on its way into the data folder. It may be read while it still comes. One that was broken off, by a
/// kill or by the other side, is gone on with where the other side can (RFC 9110 section 14.2), else begun anew.
final class Arrival {

    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int MOST_CONTINUATIONS = 20;
    private static final int STAMP_BYTES = 8;

    /// What came of it.
    sealed interface End {
        record Whole() implements End {}

        /// A code of the contract's list.
        record Failed(String code, String message) implements End {}
    }

    private final OutsideHttp http;
    private final FeedFolder folder;
    private final MerchantId merchant;
    private final URI url;
    private final Map<String, String> headers;
    private final Path file;
    private FeedFolder.Note note;
    private long there;
    private Optional<End> end = Optional.empty();
    private boolean head;
    private volatile boolean stopped;

    private Arrival(
            OutsideHttp http,
            FeedFolder folder,
            MerchantId merchant,
            URI url,
            Map<String, String> headers,
            String hash) {
        this.http = http;
        this.folder = folder;
        this.merchant = merchant;
        this.url = url;
        this.headers = headers;
        this.file = folder.fetched(merchant);
        this.note = new FeedFolder.Note("", hash, "", false);
    }

    /// Goes on with the file of that stamp where it is there, else begins.
    static Arrival of(
            OutsideHttp http,
            FeedFolder folder,
            MerchantId merchant,
            URI url,
            Map<String, String> headers,
            Optional<String> stamp) {
        String hash = hex(url.toString());
        Arrival arrival = new Arrival(http, folder, merchant, url, headers, hash);
        Optional<FeedFolder.Note> known = folder.note(merchant)
                .filter(it -> it.url().equals(hash) && Files.isRegularFile(arrival.file))
                .filter(it -> stamp.isEmpty() ? !it.whole() : stamp.get().equals(it.stamp()));
        known.ifPresent(arrival::knows);
        if (arrival.end.isEmpty()) {
            Thread.ofVirtual().name("feed-" + merchant.value()).start(arrival::fetch);
        }
        return arrival;
    }

    private synchronized void knows(FeedFolder.Note before) {
        note = before;
        there = file.toFile().length();
        if (before.whole()) {
            head = true;
            end = Optional.of(new End.Whole());
        }
    }

    /// What it is known by, as soon as something of it is there; nothing where it ended before.
    synchronized Optional<String> stamp() throws InterruptedException {
        while (!head && end.isEmpty()) {
            wait();
        }
        return head ? Optional.of(note.stamp()) : Optional.empty();
    }

    synchronized Optional<End> end() {
        return end;
    }

    /// The same as [#end], waited for that long.
    synchronized Optional<End> await(Duration longest) throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        for (long left = longest.toMillis();
                end.isEmpty() && left > 0;
                left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return end;
    }

    /// Its bytes from the beginning, which waits for those to come and breaks off where they do not.
    InputStream open() throws IOException {
        return new Coming(FileChannel.open(file, StandardOpenOption.READ), note.stamp());
    }

    /// It is not wanted any more.
    void stop() {
        stopped = true;
    }

    private void fetch() {
        End came = new End.Failed("store_unreachable", "The file could not be fetched.");
        try {
            for (int n = 0; n <= MOST_CONTINUATIONS; n++) {
                long before = there;
                came = fetchOnce();
                boolean goesOn = !stopped
                        && came instanceof End.Failed failed
                        && failed.code.equals("store_unreachable")
                        && !note.validator().isEmpty()
                        && there > before;
                if (!goesOn) {
                    break;
                }
            }
            if (came instanceof End.Whole) {
                note = new FeedFolder.Note(note.stamp(), note.url(), note.validator(), true);
                folder.write(merchant, note);
            }
        } catch (IOException | RuntimeException broken) {
            came = new End.Failed("platform_error", "The file could not be kept: " + broken.getMessage());
        } finally {
            finish(came);
        }
    }

    private synchronized void finish(End came) {
        end = Optional.of(came);
        notifyAll();
    }

    private End fetchOnce() throws IOException {
        Map<String, String> all = new HashMap<>(headers);
        if (there > 0 && !note.validator().isEmpty()) {
            all.put("Range", "bytes=" + there + "-");
            all.put("If-Range", note.validator());
        }
        try (Into into = new Into()) {
            Answer answer = Redirects.follow(
                    url, all, BodyKind.FEED, ask -> http.stream(ask, FeedFolder.MOST_BYTES, LONGEST, into));
            return switch (answer) {
                case Answer.Got got when got.status() == 200 || got.status() == 206 -> new End.Whole();
                case Answer.Got got
                when got.status() == 401 || got.status() == 403 ->
                    new End.Failed("invalid_credentials", "The file asks for another user name or password.");
                case Answer.Got got -> new End.Failed("source_invalid", "The address answered " + got.status() + ".");
                case Answer.TooLarge large -> new End.Failed("source_invalid", large.reason());
                case Answer.Refused refused -> new End.Failed("store_unreachable", refused.reason());
                case Answer.Unreachable gone -> new End.Failed("store_unreachable", gone.reason());
            };
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(SecretToken.hash(text), 0, STAMP_BYTES);
    }

    /// Writes the bytes of one answer: after those that are there, or anew.
    private final class Into implements OutsideHttp.Taker, AutoCloseable {

        private Optional<FileChannel> out = Optional.empty();

        @Override
        public boolean wants(int status, Map<String, String> said) throws IOException {
            if (status != 200 && status != 206) {
                return false;
            }
            boolean goesOn = status == 206
                    && there > 0
                    && said.getOrDefault("content-range", "").startsWith("bytes " + there + "-");
            if (status == 206 && !goesOn) {
                throw new IOException("it sent another part of the file than it was asked for");
            }
            FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            out = Optional.of(opened);
            if (!goesOn) {
                begin(opened, said);
            }
            opened.position(there);
            synchronized (Arrival.this) {
                head = true;
                Arrival.this.notifyAll();
            }
            return true;
        }

        private void begin(FileChannel opened, Map<String, String> said) throws IOException {
            String tag = said.getOrDefault("etag", "");
            String validator = tag.isEmpty() || tag.startsWith("W/") ? said.getOrDefault("last-modified", "") : tag;
            synchronized (Arrival.this) {
                opened.truncate(0);
                there = 0;
                note = new FeedFolder.Note(hex(SecretToken.make()), note.url(), validator, false);
                Arrival.this.notifyAll();
            }
            folder.write(merchant, note);
        }

        @Override
        public void take(byte[] bytes, int length) throws IOException {
            if (stopped) {
                throw new IOException("it is not wanted any more");
            }
            if (there + length > FeedFolder.MOST_BYTES || !folder.hasRoom()) {
                throw new IOException("there is no room for more of the file");
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
            while (buffer.hasRemaining()) {
                out.orElseThrow().write(buffer);
            }
            synchronized (Arrival.this) {
                there += length;
                Arrival.this.notifyAll();
            }
        }

        @Override
        public void close() throws IOException {
            if (out.isPresent()) {
                out.get().close();
            }
        }
    }

    /// Reads what is there, and waits for what is to come.
    private final class Coming extends InputStream {

        private final FileChannel in;
        private final String stamp;
        private long at;

        Coming(FileChannel in, String stamp) {
            this.in = in;
            this.stamp = stamp;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            long ready = ready();
            if (ready == 0) {
                return -1;
            }
            int n = in.read(ByteBuffer.wrap(into, from, (int) Math.min(length, ready)), at);
            at += Math.max(0, n);
            return n;
        }

        /// Zero at the end only, whatever is still to come: readers of gzip take it for that.
        @Override
        public int available() throws IOException {
            return (int) Math.min(Integer.MAX_VALUE, ready());
        }

        private long ready() throws IOException {
            synchronized (Arrival.this) {
                try {
                    while (there <= at && end.isEmpty() && note.stamp().equals(stamp)) {
                        Arrival.this.wait();
                    }
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    throw new IOException("it was stopped", stopped);
                }
                if (!note.stamp().equals(stamp)) {
                    throw new IOException("it was begun anew");
                }
                if (there > at) {
                    return there - at;
                }
                if (end.orElseThrow() instanceof End.Failed failed) {
                    throw new IOException(failed.message());
                }
                return 0;
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
