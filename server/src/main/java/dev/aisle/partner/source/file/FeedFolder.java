package dev.aisle.partner.source.file;

import dev.aisle.base.ids.SecretToken;
import dev.aisle.market.merchant.MerchantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/// Where feed files lie in the data folder while they are read: a merchant's fetched file with a note of how it
/// came, so that it can be gone on with after a kill; and what merchants uploaded, which is kept as long as the
/// connection.
public final class FeedFolder {

    /// Bytes of a file as it is sent, packed or not.
    public static final long MOST_BYTES = 12L << 30;

    /// What must stay free on the disk for everything else.
    private static final long MUST_STAY_FREE = 1L << 30;

    private static final int NAME_BYTES = 16;
    private static final int CHUNK = 64 << 10;

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z]{1,20}-[0-9a-f]{32}");
    private static final String ARRIVING = ".arriving";
    private static final String UPLOAD = ".upload";
    private static final Duration LEFT_ALONE = Duration.ofHours(12);

    private final Path folder;
    private final InstantSource time;

    public FeedFolder(Path folder, InstantSource time) {
        this.folder = folder;
        this.time = time;
    }

    /// How a file came.
    ///
    /// @param stamp another one for every beginning
    /// @param url a hash of its address
    /// @param validator a strong `ETag`, or `Last-Modified` (RFC 9110 section 13.1.5); empty where it gave none
    record Note(String stamp, String url, String validator, boolean whole) {}

    Path fetched(MerchantId merchant) {
        return made().resolve(merchant.value() + ".fetched");
    }

    Optional<Note> note(MerchantId merchant) {
        Properties said = new Properties();
        try (InputStream in = Files.newInputStream(noteOf(merchant))) {
            said.load(in);
        } catch (IOException | IllegalArgumentException none) {
            return Optional.empty();
        }
        return Optional.of(new Note(
                said.getProperty("stamp", ""),
                said.getProperty("url", ""),
                said.getProperty("validator", ""),
                said.getProperty("whole", "").equals("yes")));
    }

    void write(MerchantId merchant, Note note) throws IOException {
        Properties said = new Properties();
        said.setProperty("stamp", note.stamp());
        said.setProperty("url", note.url());
        said.setProperty("validator", note.validator());
        said.setProperty("whole", note.whole() ? "yes" : "no");
        Path beside = made().resolve(merchant.value() + ".note.new");
        try (OutputStream out = Files.newOutputStream(beside)) {
            said.store(out, null);
        }
        Files.move(beside, noteOf(merchant), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /// A fetched file is read, or of no use.
    void forget(MerchantId merchant) {
        delete(noteOf(merchant));
        delete(fetched(merchant));
    }

    /// Takes a merchant's upload in, whole; its name is kept with the connection.
    ///
    /// @throws IOException where it breaks off, is too large, or does not fit on the disk
    public String take(MerchantId merchant, InputStream upload) throws IOException {
        String name =
                merchant.value() + "-" + HexFormat.of().formatHex(SecretToken.hash(SecretToken.make()), 0, NAME_BYTES);
        Path beside = made().resolve(name + ARRIVING);
        sweep("", ARRIVING);
        try {
            try (OutputStream out = Files.newOutputStream(beside)) {
                byte[] chunk = new byte[CHUNK];
                long taken = 0;
                for (int n = upload.read(chunk); n >= 0; n = upload.read(chunk)) {
                    taken += n;
                    if (taken > MOST_BYTES || !hasRoom()) {
                        throw new IOException("the file is larger than what we take in");
                    }
                    out.write(chunk, 0, n);
                }
            }
            Files.move(beside, uploaded(name), StandardCopyOption.ATOMIC_MOVE);
            return name;
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /// What was taken in under that name.
    Path uploaded(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of an upload");
        }
        return made().resolve(name + UPLOAD);
    }

    /// Deletes a merchant's other uploads, which a connection of before may have left.
    void keepOnly(MerchantId merchant, String name) {
        sweep(merchant.value() + "-", UPLOAD, name + UPLOAD);
    }

    /// Files that begin and end so and were left alone for a while.
    private void sweep(String begin, String end, String... but) {
        Instant old = time.instant().minus(LEFT_ALONE);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(made(), begin + "*" + end)) {
            for (Path file : files) {
                boolean wanted = List.of(but).contains(String.valueOf(file.getFileName()));
                if (!wanted && Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// An upload that nobody needs any more.
    public void drop(String name) {
        delete(uploaded(name));
    }

    boolean hasRoom() throws IOException {
        return Files.getFileStore(made()).getUsableSpace() > MUST_STAY_FREE;
    }

    private Path noteOf(MerchantId merchant) {
        return made().resolve(merchant.value() + ".note");
    }

    private Path made() {
        try {
            return Files.createDirectories(folder);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
