package dev.aisle.partner.feed;

import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The files of all feeds: a folder for each writing, which gets its name when every file in it is whole.
/// What is served is a folder with a name; the database says which.
final class FeedFolder {

    private static final String IN_MAKING = ".in-making";

    private final Path root;

    FeedFolder(Path root) {
        this.root = root;
    }

    /// An empty folder beside the one that is served; what an earlier writing left behind is removed.
    Path begin(MerchantId merchant, Platform platform) {
        Path folder = of(merchant, platform).resolve(IN_MAKING);
        try {
            remove(folder);
            return Files.createDirectories(folder);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Gives the folder in the making its name.
    void keep(MerchantId merchant, Platform platform, String name) {
        Path feed = of(merchant, platform);
        try {
            Files.move(feed.resolve(IN_MAKING), feed.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel folder = FileChannel.open(feed, StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Removes all but these; a download that is under way keeps its open file.
    void removeAllBut(MerchantId merchant, Platform platform, List<String> names) {
        Path feed = of(merchant, platform);
        if (!Files.isDirectory(feed)) {
            return;
        }
        try (Stream<Path> folders = Files.list(feed)) {
            for (Path folder : folders.toList()) {
                if (!names.contains(folder.getFileName().toString())) {
                    remove(folder);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Path file(MerchantId merchant, Platform platform, String folder, String name) {
        return of(merchant, platform).resolve(folder).resolve(name);
    }

    private Path of(MerchantId merchant, Platform platform) {
        return root.resolve(inAnyCase(merchant)).resolve(platform.slug());
    }

    /// Ids that differ in case only are different merchants, but one folder on some disks.
    private static String inAnyCase(MerchantId merchant) {
        StringBuilder name = new StringBuilder(merchant.value()).append('-');
        merchant.value().chars().forEach(c -> name.append(Character.isUpperCase(c) ? '1' : '0'));
        return name.toString();
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
