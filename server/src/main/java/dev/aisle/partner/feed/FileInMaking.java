package dev.aisle.partner.feed;

import dev.aisle.market.merchant.Merchant;
import dev.aisle.partner.destination.FeedForm;
import dev.aisle.partner.destination.FeedItem;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// One file while it is written. The same items give the same bytes.
final class FileInMaking implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int TEXT = 1 << 15;

    private final FeedForm form;
    private final Path path;
    private final MessageDigest digest = sha256();
    private final StringBuilder text = new StringBuilder(TEXT + 4_096);
    private final OutputStream out;
    private long items;

    /// What a file came to.
    record Made(String name, String contentType, long bytes, String digest, long items) {}

    FileInMaking(Path folder, String name, FeedForm form, Merchant merchant) {
        this.form = form;
        this.path = folder.resolve(name);
        try {
            OutputStream file = new DigestOutputStream(Files.newOutputStream(path), digest);
            this.out = form.ending().endsWith(".gz")
                    ? new FastGzip(new BufferedOutputStream(file, BUFFER))
                    : new BufferedOutputStream(file, BUFFER);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        form.begin(text, merchant);
    }

    void add(FeedItem item) {
        form.add(text, item);
        items++;
        if (text.length() >= TEXT) {
            flush();
        }
    }

    /// The file is whole, and on the disk.
    Made end() {
        form.end(text);
        flush();
        try {
            out.close();
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            return new Made(
                    path.getFileName().toString(),
                    form.contentType(),
                    Files.size(path),
                    HexFormat.of().formatHex(digest.digest()),
                    items);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Lets go of a file that is not needed any more; after [#end] it does nothing.
    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String digestOf(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private void flush() {
        try {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        text.setLength(0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Feeds repeat themselves so much that more effort than the least saves little.
    private static final class FastGzip extends FilterOutputStream {

        FastGzip(OutputStream file) throws IOException {
            super(new GZIPOutputStream(file, BUFFER) {
                {
                    def.setLevel(Deflater.BEST_SPEED);
                }
            });
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }
    }
}
