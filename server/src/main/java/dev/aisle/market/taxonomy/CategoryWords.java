package dev.aisle.market.taxonomy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words that lead to categories, and how they are found in a listing's own words: the longest phrase wins, and of
/// two equally long ones the last, because English names end in what the thing is.
final class CategoryWords {

    /// Before one of these no words name the thing: a *coffee machine filter* is no coffee machine.
    private static final Set<String> PARTS = Set.of(
            "accessory",
            "adapter",
            "adaptor",
            "attachment",
            "bag",
            "battery",
            "blade",
            "bracket",
            "brush",
            "bulb",
            "cable",
            "case",
            "charger",
            "cleaner",
            "cover",
            "enclosure",
            "filter",
            "holder",
            "mount",
            "organizer",
            "part",
            "pouch",
            "protector",
            "rack",
            "refill",
            "remote",
            "repair",
            "replacement",
            "skin",
            "sleeve",
            "spare",
            "stand",
            "sticker",
            "strap");

    /// Before one of these a single word does not: a *guitar book* is no guitar.
    private static final Set<String> OTHER_THINGS = Set.of(
            "arm",
            "base",
            "board",
            "book",
            "box",
            "cap",
            "care",
            "carrier",
            "cartridge",
            "clip",
            "cloth",
            "connector",
            "container",
            "controller",
            "cord",
            "cushion",
            "decor",
            "decoration",
            "dock",
            "foot",
            "frame",
            "game",
            "grip",
            "guard",
            "handle",
            "hanger",
            "hook",
            "hose",
            "insert",
            "key",
            "kit",
            "lamp",
            "leg",
            "lid",
            "light",
            "liner",
            "lock",
            "machine",
            "maker",
            "mat",
            "motor",
            "mug",
            "oil",
            "ornament",
            "pad",
            "paper",
            "pen",
            "pillow",
            "pin",
            "plate",
            "poster",
            "print",
            "puller",
            "pump",
            "ring",
            "rod",
            "roll",
            "screen",
            "set",
            "shelf",
            "shirt",
            "sign",
            "spray",
            "storage",
            "string",
            "stylus",
            "support",
            "switch",
            "table",
            "tool",
            "toy",
            "tray",
            "tube",
            "wheel",
            "wipe");

    private static final Set<String> ACCESSORY_SECTIONS = Set.of(
            "accessory",
            "zubehor",
            "accessoire",
            "accesorio",
            "accessorio",
            "part",
            "spare",
            "replacement",
            "other",
            "misc",
            "ersatzteil",
            "various");

    /// At the end of a title these are as often a color, a form or a feature.
    private static final Set<String> NOT_AT_THE_END = Set.of(
            "coffee",
            "wine",
            "chocolate",
            "tea",
            "champagne",
            "honey",
            "mustard",
            "beer",
            "candy",
            "olive",
            "mint",
            "rum",
            "tablet",
            "display",
            "service",
            "sugar",
            "light",
            "print",
            "jam",
            "ham");

    private final Map<String, Phrase[]> byFirstWord;

    private record Phrase(List<String> words, Category category, boolean inPathsOnly) {

        boolean standsAt(List<String> stems, int from) {
            if (from + words.size() > stems.size()) {
                return false;
            }
            for (int i = 1; i < words.size(); i++) {
                if (!words.get(i).equals(stems.get(from + i))) {
                    return false;
                }
            }
            return true;
        }
    }

    CategoryWords(List<TaxonomyFile.Entry> entries) {
        Map<String, List<Phrase>> phrases = new HashMap<>();
        for (TaxonomyFile.Entry entry : entries) {
            add(phrases, entry.category(), entry.category().name(), true);
            for (String word : entry.words()) {
                boolean inPathsOnly = word.startsWith("~");
                add(phrases, entry.category(), inPathsOnly ? word.substring(1) : word, inPathsOnly);
            }
        }
        this.byFirstWord = new HashMap<>();
        phrases.forEach((first, all) -> {
            all.sort(Comparator.comparingInt(phrase -> -phrase.words.size()));
            byFirstWord.put(first, all.toArray(new Phrase[0]));
        });
    }

    private static void add(Map<String, List<Phrase>> phrases, Category category, String words, boolean inPathsOnly) {
        List<String> stems = PlainWords.stemsOf(words);
        if (!stems.isEmpty()) {
            phrases.computeIfAbsent(stems.getFirst(), ignored -> new ArrayList<>())
                    .add(new Phrase(stems, category, inPathsOnly));
        }
    }

    /// What a title says the thing is. Only its beginning names the thing; what follows a comma are features.
    @Nullable
    Category inTitle(String title) {
        List<String> stems = NamingWords.of(title);
        Phrase plain = longest(stems, false);
        if (plain != null) {
            return plain.category;
        }
        for (int at = Math.max(0, stems.size() - 3); at < stems.size(); at++) {
            for (Phrase phrase : byFirstWord.getOrDefault(stems.get(at), NONE)) {
                boolean ends = at + phrase.words.size() == stems.size();
                if (ends && at > 0 && phrase.standsAt(stems, at) && !NOT_AT_THE_END.contains(stems.getLast())) {
                    return phrase.category;
                }
            }
        }
        return null;
    }

    /// What a category path of a shop says, from its end upwards.
    @Nullable
    Category inPath(String path) {
        List<String> sections = Arrays.asList(path.split(">", -1));
        boolean accessories = false;
        for (String section : sections.reversed()) {
            List<String> stems = PlainWords.stemsOf(section);
            Phrase found = longest(stems, true);
            if (found != null && (!accessories || found.category.isRoot())) {
                return found.category;
            }
            accessories |= stems.stream().anyMatch(ACCESSORY_SECTIONS::contains);
        }
        return null;
    }

    private static final Phrase[] NONE = {};

    private @Nullable Phrase longest(List<String> stems, boolean inPath) {
        Phrase best = null;
        for (int at = 0; at < stems.size(); at++) {
            for (Phrase phrase : byFirstWord.getOrDefault(stems.get(at), NONE)) {
                if ((inPath || !phrase.inPathsOnly)
                        && (best == null || phrase.words.size() >= best.words.size())
                        && phrase.standsAt(stems, at)
                        && (inPath || isTheThing(stems, at, phrase))) {
                    best = phrase;
                    break;
                }
            }
        }
        return best;
    }

    private static boolean isTheThing(List<String> stems, int at, Phrase phrase) {
        int next = at + phrase.words.size();
        if (next >= stems.size()) {
            return true;
        }
        String word = stems.get(next);
        return !PARTS.contains(word) && (phrase.words.size() > 1 || !OTHER_THINGS.contains(word));
    }
}
