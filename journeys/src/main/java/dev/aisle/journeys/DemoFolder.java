package dev.aisle.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where a demo keeps its data: a folder that is gone afterwards, or one that the next demo finds again,
/// with the ports of its shops, because a merchant's domain has the port in it.
final class DemoFolder {

    private static final String ANY_PORTS = "0";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final boolean passing;

    private DemoFolder(Path folder, boolean passing) {
        this.folder = folder;
        this.passing = passing;
    }

    static DemoFolder passing() throws IOException {
        return new DemoFolder(Files.createTempDirectory("aisle-demo"), true);
    }

    /// The folder of earlier demos; when its ports are taken by somebody else it starts anew in a passing one.
    static DemoFolder kept(Path home) throws IOException {
        var kept = new DemoFolder(Files.createDirectories(home.resolve(".aisle/demo")), false);
        return kept.portsAreFree() ? kept : passing();
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    Path logs() {
        return folder;
    }

    String ports() {
        return read("ports").orElse(ANY_PORTS);
    }

    Optional<String> partnerKey() {
        return read("partner-key");
    }

    void remember(String ports, String partnerKey) throws IOException {
        Files.writeString(folder.resolve("ports"), ports);
        var keyFile = folder.resolve("partner-key");
        if (!Files.exists(keyFile)) {
            Files.createFile(keyFile, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        Files.writeString(keyFile, partnerKey);
    }

    /// @param keepLogs leaves what is needed to see why something went wrong
    void close(boolean keepLogs) {
        if (passing) {
            delete(keepLogs ? data() : folder);
        }
    }

    private boolean portsAreFree() {
        for (String port : ports().split(",", -1)) {
            if (!isFree(Integer.parseInt(port))) {
                return false;
            }
        }
        return true;
    }

    private Optional<String> read(String name) {
        var file = folder.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("could not remove " + folder, failed);
        }
    }
}
