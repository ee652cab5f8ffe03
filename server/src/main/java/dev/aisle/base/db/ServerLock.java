package dev.aisle.base.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One server a data folder: a lock on `server.lock` that ends with the process, however it ends.
public final class ServerLock implements AutoCloseable {

    private static final Map<Path, ServerLock> HELD_HERE = new ConcurrentHashMap<>();

    private final Path folder;
    private final FileChannel channel;

    private ServerLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// Takes the lock, or gives nothing where another server has it.
    public static Optional<ServerLock> take(Path dataFolder) {
        Path folder = dataFolder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            FileChannel channel = open(folder);
            if (tryLock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            ServerLock lock = new ServerLock(folder, channel);
            HELD_HERE.put(folder, lock);
            return Optional.of(lock);
        } catch (IOException broken) {
            throw new UncheckedIOException("the data folder cannot be used: " + dataFolder, broken);
        }
    }

    static boolean isHeldHere(Path dataFolder) {
        return HELD_HERE.containsKey(dataFolder.toAbsolutePath().normalize());
    }

    /// Whether the server of another process has it.
    public static boolean isHeldByAnother(Path dataFolder) {
        if (isHeldHere(dataFolder)) {
            return false;
        }
        try (FileChannel channel = open(dataFolder.toAbsolutePath().normalize())) {
            return tryLock(channel) == null;
        } catch (IOException broken) {
            throw new UncheckedIOException("the data folder cannot be used: " + dataFolder, broken);
        }
    }

    @Override
    public void close() {
        HELD_HERE.remove(folder);
        try {
            channel.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        return FileChannel.open(folder.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            return null;
        }
    }
}
