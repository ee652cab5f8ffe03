package dev.aisle.supply.normalize;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// A shop's own path of categories, such as `Hardware > Mice`, whatever sign the shop puts between.
final class CategoryPath {

    private static final int LONGEST = 300;
    private static final int SLASHES_OF_A_PATH = 2;

    private CategoryPath() {}

    /// The path with ` > ` between; nothing for a bare number, which another system's list would explain.
    static Optional<String> read(String text) {
        String path = withArrows(CleanText.line(text, LONGEST));
        boolean hasLetter = path.chars().anyMatch(Character::isLetter);
        return hasLetter ? Optional.of(path) : Optional.empty();
    }

    private static String withArrows(String line) {
        String path = line;
        if (line.indexOf('›') >= 0 || line.indexOf('»') >= 0 || line.contains(" / ") || line.contains(" | ")) {
            path = line.replace('›', '>')
                    .replace('»', '>')
                    .replace(" / ", " > ")
                    .replace(" | ", " > ");
        }
        boolean slashes =
                path.indexOf('>') < 0 && path.chars().filter(c -> c == '/').count() >= SLASHES_OF_A_PATH;
        path = slashes ? path.replace('/', '>') : path;
        return path.indexOf('>') < 0
                ? path
                : Arrays.stream(path.split(">", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" > "));
    }
}
