package dev.aisle.partner.credentials;

import dev.aisle.base.ids.Base62;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The installation's keys, in a file with one line each: `id:base64 of 32 bytes`. The first seals, all of
/// them open. The file is made on first use, for its owner only, and read again where a key is asked for
/// that it had not.
public final class SealingKeys {

    private static final int KEY_BYTES = 32;
    private static final int ID_LENGTH = 6;

    /// A key by the name that sealed credentials know it by.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Key(String id, byte[] bytes) {

        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    private final Path file;
    private volatile Map<String, Key> keys = Map.of();

    public SealingKeys(Path file) {
        this.file = file;
    }

    /// The key to seal with, as the file names it now: another process may have put a fresh one first.
    Key current() {
        keys = read();
        return keys.values().stream().findFirst().orElseThrow();
    }

    Optional<Key> find(String id) {
        if (!keys.containsKey(id)) {
            keys = read();
        }
        return Optional.ofNullable(keys.get(id));
    }

    Key get(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException(
                "the sealing key " + id + " is in no line of the key file (AISLE_SEALING_KEY_FILE)"));
    }

    /// Puts a fresh key first; the ones before it still open.
    synchronized Key add() {
        Map<String, Key> now = new LinkedHashMap<>();
        Key fresh = make();
        now.put(fresh.id(), fresh);
        now.putAll(read());
        write(now);
        return fresh;
    }

    /// Forgets every key but this one.
    synchronized void keepOnly(Key key) {
        write(Map.of(key.id(), key));
    }

    private synchronized Map<String, Key> read() {
        try {
            return parse(Files.readAllLines(file));
        } catch (NoSuchFileException first) {
            Key fresh = make();
            createFirst(fresh);
            return readAgain();
        } catch (IOException broken) {
            throw new UncheckedIOException("the sealing keys cannot be read: " + file, broken);
        }
    }

    private Map<String, Key> readAgain() {
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException broken) {
            throw new UncheckedIOException("the sealing keys cannot be read: " + file, broken);
        }
    }

    private Map<String, Key> parse(List<String> lines) {
        Map<String, Key> found = new LinkedHashMap<>();
        for (String line : lines) {
            if (line.isBlank()) {
                continue;
            }
            int colon = line.indexOf(':');
            byte[] bytes = colon > 0 ? decoded(line.substring(colon + 1).strip()) : new byte[0];
            if (bytes.length != KEY_BYTES) {
                throw new IllegalStateException(
                        file + " holds a line that is no key: each is an id, a colon, and base64 of 32 bytes");
            }
            found.put(line.substring(0, colon), new Key(line.substring(0, colon), bytes));
        }
        if (found.isEmpty()) {
            throw new IllegalStateException(file + " holds no key; delete it only where no credential is stored");
        }
        return found;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static Key make() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Key(Base62.random(ID_LENGTH), bytes);
    }

    /// Of several processes at once one makes the file, and never half of it.
    private void createFirst(Key key) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path beside = privateFile(lines(Map.of(key.id(), key)));
            try {
                Files.createLink(file, beside);
            } catch (FileAlreadyExistsException another) {
                // its key counts
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("the sealing key cannot be written: " + file, broken);
        }
    }

    private void write(Map<String, Key> now) {
        try {
            Files.move(
                    privateFile(lines(now)), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            throw new UncheckedIOException("the sealing keys cannot be written: " + file, broken);
        }
        keys = now;
    }

    private Path privateFile(String text) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + "." + Base62.random(ID_LENGTH));
        Files.createFile(beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, text);
        return beside;
    }

    private static String lines(Map<String, Key> keys) {
        return Stream.concat(
                        keys.values().stream()
                                .map(it -> it.id() + ":" + Base64.getEncoder().encodeToString(it.bytes())),
                        Stream.of(""))
                .collect(Collectors.joining("\n"));
    }
}
