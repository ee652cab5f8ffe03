package dev.aisle.supply.normalize;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Listing;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What the maker and the shop call a thing: brand, GTIN, MPN and SKU, without what people type into fields that must
/// not be empty.
final class IdentityReading {

    private static final int LONGEST_BRAND = 100;
    private static final int LONGEST_NUMBER = 100;

    private static final Set<String> PLACEHOLDERS = Set.of(
            "n a",
            "na",
            "none",
            "null",
            "nil",
            "undefined",
            "unknown",
            "not available",
            "not applicable",
            "does not apply",
            "doesnt apply",
            "no",
            "false",
            "true",
            "tbd",
            "tba",
            "test",
            "empty",
            "default",
            "sin especificar",
            "nicht zutreffend",
            "ne sapplique pas",
            "no aplica",
            "non applicabile",
            "niet van toepassing",
            "unbekannt",
            "inconnu",
            "desconocido",
            "sconosciuto",
            "onbekend",
            "missing",
            "not specified",
            "unspecified",
            "various",
            "x");

    private static final Set<String> NO_BRAND = Set.of(
            "generic",
            "no brand",
            "nobrand",
            "unbranded",
            "oem",
            "no name",
            "noname",
            "brand",
            "other",
            "others",
            "misc",
            "ohne marke",
            "markenlos",
            "sans marque",
            "sin marca",
            "senza marca",
            "geen merk",
            "merkloos",
            "keine marke",
            "my store",
            "vendor",
            "manufacturer",
            "marke",
            "hersteller",
            "marque",
            "marca",
            "merk");

    private IdentityReading() {}

    static Listing.Identity of(Draft draft) {
        Optional<String> gtin = draft.take(Field.GTIN, text -> gtin(draft, text));
        Optional<String> mpn = draft.take(Field.MPN, IdentityReading::number);
        Optional<String> sku = draft.take(Field.SKU, IdentityReading::number);
        if (gtin.isEmpty()) {
            noteHiddenGtin(draft, "mpn", mpn);
            noteHiddenGtin(draft, "sku", sku);
        }
        return new Listing.Identity(draft.take(Field.BRAND, IdentityReading::brand), gtin, mpn, sku);
    }

    static Optional<String> brand(String text) {
        String line = CleanText.line(text, LONGEST_BRAND + 1);
        String name = withoutMarks(line);
        if (name.isEmpty() || name.length() > LONGEST_BRAND || name.contains("://")) {
            return Optional.empty();
        }
        String folded = Words.folded(name);
        return folded.isEmpty() || PLACEHOLDERS.contains(folded) || NO_BRAND.contains(folded)
                ? Optional.empty()
                : Optional.of(name);
    }

    /// A part number or SKU as it is written, without a label before it.
    static Optional<String> number(String text) {
        String line = withoutLabel(CleanText.line(text, LONGEST_NUMBER + 1));
        if (line.isEmpty() || line.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        String folded = Words.folded(line);
        boolean onlyZeros = !folded.isEmpty() && folded.chars().allMatch(c -> c == '0' || c == ' ');
        return folded.isEmpty() || onlyZeros || PLACEHOLDERS.contains(folded) ? Optional.empty() : Optional.of(line);
    }

    private static Optional<String> gtin(Draft draft, String text) {
        String line = CleanText.line(text, LONGEST_NUMBER);
        if (line.isEmpty() || PLACEHOLDERS.contains(Words.folded(line))) {
            return Optional.empty();
        }
        return switch (Gtin.read(line)) {
            case Gtin.Reading.Right right -> Optional.of(right.digits());
            case Gtin.Reading.Wrong wrong -> {
                draft.note("gtin " + Draft.quoted(text) + " is left out: " + wrong.why());
                yield Optional.empty();
            }
        };
    }

    /// A number in another field may be the shop's own: it is said, not taken.
    private static void noteHiddenGtin(Draft draft, String field, Optional<String> number) {
        if (number.isPresent() && Gtin.looksLikeOne(number.get())) {
            draft.note(field + " " + number.get() + " looks like a GTIN but is not said to be one");
        }
    }

    private static String withoutLabel(String line) {
        int colon = line.indexOf(':');
        if (colon < 0 || colon > 12) {
            return line;
        }
        String label = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        return switch (label) {
            case "sku",
                    "mpn",
                    "model",
                    "art",
                    "art.",
                    "art.-nr.",
                    "artikelnr.",
                    "ref",
                    "ref.",
                    "item",
                    "code",
                    "part no",
                    "part no.",
                    "item no",
                    "item no." -> line.substring(colon + 1).strip();
            default -> line;
        };
    }

    private static String withoutMarks(String line) {
        String name =
                line.regionMatches(true, 0, "brand:", 0, 6) ? line.substring(6).strip() : line;
        if (name.indexOf('®') < 0 && name.indexOf('™') < 0 && name.indexOf('©') < 0) {
            return name;
        }
        return CleanText.line(name.replace("®", "").replace("™", "").replace("©", ""), LONGEST_BRAND + 1);
    }
}
