package dev.aisle.supply.extract;

import dev.aisle.market.listing.Field;
import dev.aisle.supply.extract.draft.Draft;
import dev.aisle.supply.extract.markup.Thing;
import java.util.List;
import java.util.Locale;

/// Reads the codes of a schema.org product or offer: each in a property of its own, or in a common one that names their
/// kind.
final class SchemaCodes {

    private static final double LESS_SURE = 0.7;
    private static final List<String> GTINS =
            List.of("gtin", "gtin14", "gtin13", "gtin12", "gtin8", "isbn", "ean", "upc");

    private SchemaCodes() {}

    static void read(Thing thing, Draft draft) {
        thing.texts("sku").forEach(sku -> draft.say(Field.SKU, sku));
        thing.texts("mpn").forEach(mpn -> draft.say(Field.MPN, mpn));
        for (String gtin : GTINS) {
            thing.texts(gtin).forEach(it -> draft.say(Field.GTIN, it));
        }
        thing.texts("productID").forEach(id -> productId(id, draft));
        for (Thing identifier : thing.things("identifier")) {
            String kind = identifier.firstText("propertyID", "name").orElse("");
            identifier.text("value").ifPresent(value -> ofKind(Thing.localName(kind), value, draft));
        }
    }

    /// `isbn:9780000000002` names its kind; without one it is the shop's own number.
    private static void productId(String id, Draft draft) {
        int colon = id.indexOf(':');
        String kind = colon < 0 ? "" : id.substring(0, colon).strip();
        if (!ofKind(kind, id.substring(colon + 1), draft)) {
            draft.say(Field.SKU, id.substring(colon + 1), LESS_SURE);
        }
    }

    private static boolean ofKind(String kind, String value, Draft draft) {
        String folded = kind.toLowerCase(Locale.ROOT).replace("-", "");
        switch (folded) {
            case "mpn" -> draft.say(Field.MPN, value);
            case "sku" -> draft.say(Field.SKU, value, LESS_SURE);
            default -> {
                if (!GTINS.contains(folded)) {
                    return false;
                }
                draft.say(Field.GTIN, value);
            }
        }
        return true;
    }
}
