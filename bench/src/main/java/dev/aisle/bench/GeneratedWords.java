package dev.aisle.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// The words of a generated catalog: common ones of shops' prose, and a long tail of made-up ones, drawn by
/// rank as in written language (Zipf).
final class GeneratedWords {

    static final List<String> COLORS = List.of(
            "Black", "White", "Grey", "Navy", "Blue", "Red", "Green", "Brown", "Beige", "Pink", "Yellow", "Orange");
    static final List<String> MATERIALS = List.of(
            "Cotton",
            "Leather",
            "Steel",
            "Wool",
            "Oak",
            "Aluminum",
            "Linen",
            "Ceramic",
            "Bamboo",
            "Glass",
            "Nylon",
            "Silicone");
    static final List<String> ADJECTIVES = List.of(
            "Compact",
            "Classic",
            "Premium",
            "Portable",
            "Lightweight",
            "Adjustable",
            "Foldable",
            "Heavy Duty",
            "Waterproof",
            "Wireless",
            "Ergonomic",
            "Modern",
            "Vintage",
            "Soft",
            "Insulated",
            "Slim",
            "Large",
            "Mini",
            "Professional",
            "Rechargeable",
            "Quiet",
            "Outdoor",
            "Organic",
            "Handmade");
    static final List<String> FOR_WHOM = List.of(
            "for home",
            "for travel",
            "for kids",
            "for men",
            "for women",
            "for the office",
            "for beginners",
            "for the garden",
            "for camping",
            "for small rooms");

    private static final List<String> SENTENCES = List.of(
            "Made of %s with a %s finish that lasts for years",
            "The %s design keeps it %s even after daily use",
            "Easy to clean, easy to store, and %s enough for every %s",
            "A %s choice when %s matters most",
            "Comes with a two year warranty, a %s case and %s instructions",
            "Tested for %s and %s in our own workshop",
            "Features a %s grip, reinforced seams and a %s base",
            "Ships in recycled packaging with %s parts and a %s manual",
            "Designed in small batches by people who care about %s and %s",
            "Fits most %s sizes and adapts to %s needs");
    private static final List<String> COMMON = List.of(
            "quality",
            "comfort",
            "smooth",
            "strong",
            "gentle",
            "natural",
            "bright",
            "warm",
            "safe",
            "simple",
            "daily",
            "style",
            "space",
            "light",
            "weight",
            "durable",
            "flexible",
            "surface",
            "cover",
            "handle",
            "strap",
            "lining",
            "pocket",
            "closure",
            "battery",
            "power",
            "sound",
            "screen",
            "cable",
            "water",
            "heat",
            "cold",
            "air",
            "skin",
            "fabric",
            "texture",
            "pattern",
            "corner",
            "edge",
            "storage",
            "travel",
            "kitchen",
            "bedroom",
            "bathroom",
            "office",
            "garden",
            "summer",
            "winter",
            "sport",
            "family");
    private static final List<String> ONSETS = List.of(
            "b", "br", "c", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pr", "r", "s",
            "st", "t", "tr", "v", "w", "z");
    private static final List<String> RHYMES = List.of(
            "a", "al", "an", "ar", "e", "el", "en", "er", "i", "il", "in", "o", "ol", "on", "or", "u", "un", "ent",
            "ix", "ax", "ora", "ium", "ette");
    private static final int RARE = 40_000;
    private static final int BRANDS = 4_000;

    private final List<String> prose = new ArrayList<>(COMMON);
    private final List<String> brands = new ArrayList<>();
    private final Zipf proseRank;
    private final Zipf brandRank;

    GeneratedWords(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < RARE; i++) {
            prose.add(madeUp(random, 2 + random.nextInt(2)));
        }
        for (int i = 0; i < BRANDS; i++) {
            String name = madeUp(random, 2 + random.nextInt(2));
            brands.add(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        }
        this.proseRank = new Zipf(prose.size());
        this.brandRank = new Zipf(brands.size());
    }

    List<String> brands() {
        return List.copyOf(brands);
    }

    String brand(SplittableRandom random) {
        return brands.get(brandRank.next(random));
    }

    String word(SplittableRandom random) {
        return prose.get(proseRank.next(random));
    }

    String sentence(SplittableRandom random) {
        return SENTENCES.get(random.nextInt(SENTENCES.size())).formatted(word(random), word(random)) + ". ";
    }

    static <T> T any(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String madeUp(SplittableRandom random, int syllables) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            word.append(any(ONSETS, random)).append(any(RHYMES, random));
        }
        return word.toString();
    }
}
