package dev.aisle.catalog.index.lucene;

/// Cuts the plural off English words, and nothing else: `batteries` and `battery`, `boxes` and `box`, `shoes` and
/// `shoe` meet, while names and codes stay as they are.
final class Plural {

    private Plural() {}

    /// The length that is left; `ies` becomes `y` in place.
    static int cut(char[] word, int length) {
        if (length <= 3 || word[length - 1] != 's' || word[length - 2] < 'a' || word[length - 2] > 'z') {
            return length;
        }
        return switch (word[length - 2]) {
            case 's', 'u', 'i' -> length;
            case 'e' -> cutEs(word, length);
            default -> length - 1;
        };
    }

    private static int cutEs(char[] word, int length) {
        char before = word[length - 3];
        if (before == 'i' && length > 4) {
            word[length - 3] = 'y';
            return length - 2;
        }
        char second = word[length - 4];
        boolean sibilant = switch (before) {
            case 'x' -> true;
            case 's', 'z' -> second == before;
            case 'h' -> second == 'c' || second == 's';
            default -> false;
        };
        return sibilant ? length - 2 : length - 1;
    }
}
