package dev.aisle.supply.normalize;

import dev.aisle.market.listing.Availability;
import dev.aisle.supply.extract.page.PageWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How shops and platforms say whether a thing can be had: schema.org names and addresses, platforms' states, plain
/// booleans and counts, phrases in English, German, French, Spanish, Italian and Dutch, and what pages show their
/// readers
/// in further languages. Words it does not know say nothing.
final class AvailabilityWords {

    private static final Map<String, Availability> NAMES = names();

    /// In the order in which they are looked for: "not in stock" holds "in stock".
    private static final List<Map.Entry<String, Availability>> PHRASES = phrases();

    private static final int LONGEST_PHRASE = 90;

    /// In the order in which they are looked for.
    private static final List<Map.Entry<PageWords.Kind, Availability>> PAGE_WORDS = List.of(
            Map.entry(PageWords.Kind.OUT_OF_STOCK, Availability.OUT_OF_STOCK),
            Map.entry(PageWords.Kind.BACKORDER, Availability.BACKORDER),
            Map.entry(PageWords.Kind.PREORDER, Availability.PREORDER),
            Map.entry(PageWords.Kind.IN_STOCK, Availability.IN_STOCK));

    private AvailabilityWords() {}

    static Optional<Availability> read(String said) {
        String word = Words.folded(Words.afterSchemaOrg(said));
        Availability named = NAMES.get(word.replace(" ", ""));
        if (named != null) {
            return Optional.of(named);
        }
        if (isCount(word)) {
            return Optional.of(word.equals("0") ? Availability.OUT_OF_STOCK : Availability.IN_STOCK);
        }
        String padded = ' ' + word + ' ';
        for (Map.Entry<String, Availability> phrase : PHRASES) {
            if (padded.contains(phrase.getKey())) {
                return Optional.of(phrase.getValue());
            }
        }
        return inOtherLanguages(said);
    }

    /// What pages show their readers in other languages, markup says too.
    private static Optional<Availability> inOtherLanguages(String said) {
        if (said.length() > LONGEST_PHRASE) {
            return Optional.empty();
        }
        for (Map.Entry<PageWords.Kind, Availability> kind : PAGE_WORDS) {
            if (PageWords.holdsOne(kind.getKey(), said)) {
                return Optional.of(kind.getValue());
            }
        }
        return Optional.empty();
    }

    private static boolean isCount(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        return !word.isEmpty() && word.length() < 8;
    }

    private static Map<String, Availability> names() {
        Map<String, Availability> names = new HashMap<>();
        for (String name : List.of(
                "instock",
                "limitedavailability",
                "onlineonly",
                "true",
                "yes",
                "y",
                "available",
                "lowstock",
                "limitedstock",
                "limited",
                "instockonline",
                "isinstock",
                "instoreandonline",
                "vorratig",
                "lieferbar",
                "verfugbar",
                "disponible",
                "disponibile",
                "enstock",
                "enexistencia",
                "hayexistencias",
                "leverbaar",
                "beschikbaar")) {
            names.put(name, Availability.IN_STOCK);
        }
        for (String name : List.of(
                "outofstock",
                "soldout",
                "reserved",
                "instoreonly",
                "false",
                "no",
                "n",
                "unavailable",
                "outstock",
                "oos",
                "notinstock",
                "notavailable",
                "temporarilyoutofstock",
                "zerostock")) {
            names.put(name, Availability.OUT_OF_STOCK);
        }
        for (String name :
                List.of("preorder", "presale", "preorders", "comingsoon", "vorbestellbar", "vorbestellung")) {
            names.put(name, Availability.PREORDER);
        }
        for (String name : List.of(
                "backorder", "onbackorder", "backordered", "madetoorder", "availableonbackorder", "backorders")) {
            names.put(name, Availability.BACKORDER);
        }
        names.put("discontinued", Availability.DISCONTINUED);
        names.put("endoflife", Availability.DISCONTINUED);
        return Map.copyOf(names);
    }

    private static List<Map.Entry<String, Availability>> phrases() {
        return List.of(
                said("discontinued", Availability.DISCONTINUED),
                said("no longer available", Availability.DISCONTINUED),
                said("nicht mehr lieferbar", Availability.DISCONTINUED),
                said("nicht mehr verfugbar", Availability.DISCONTINUED),
                said("plus disponible", Availability.DISCONTINUED),
                said("descatalogado", Availability.DISCONTINUED),
                said("fuori produzione", Availability.DISCONTINUED),
                said("niet meer leverbaar", Availability.DISCONTINUED),
                said("back order", Availability.BACKORDER),
                said("backorder", Availability.BACKORDER),
                said("made to order", Availability.BACKORDER),
                said("nachlieferbar", Availability.BACKORDER),
                said("sur commande", Availability.BACKORDER),
                said("bajo pedido", Availability.BACKORDER),
                said("su ordinazione", Availability.BACKORDER),
                said("in nabestelling", Availability.BACKORDER),
                said("pre order", Availability.PREORDER),
                said("preorder", Availability.PREORDER),
                said("coming soon", Availability.PREORDER),
                said("vorbestell", Availability.PREORDER),
                said("precommande", Availability.PREORDER),
                said("pre commande", Availability.PREORDER),
                said("reserva", Availability.PREORDER),
                said("preordine", Availability.PREORDER),
                said("prenotazione", Availability.PREORDER),
                said("out of stock", Availability.OUT_OF_STOCK),
                said("outofstock", Availability.OUT_OF_STOCK),
                said("sold out", Availability.OUT_OF_STOCK),
                said("soldout", Availability.OUT_OF_STOCK),
                said("not in stock", Availability.OUT_OF_STOCK),
                said("no stock", Availability.OUT_OF_STOCK),
                said("not available", Availability.OUT_OF_STOCK),
                said("unavailable", Availability.OUT_OF_STOCK),
                said(" 0 in stock", Availability.OUT_OF_STOCK),
                said("nicht auf lager", Availability.OUT_OF_STOCK),
                said("nicht lieferbar", Availability.OUT_OF_STOCK),
                said("nicht verfugbar", Availability.OUT_OF_STOCK),
                said("nicht vorratig", Availability.OUT_OF_STOCK),
                said("ausverkauft", Availability.OUT_OF_STOCK),
                said("vergriffen", Availability.OUT_OF_STOCK),
                said("rupture", Availability.OUT_OF_STOCK),
                said("epuise", Availability.OUT_OF_STOCK),
                said("indisponible", Availability.OUT_OF_STOCK),
                said("non disponible", Availability.OUT_OF_STOCK),
                said("agotad", Availability.OUT_OF_STOCK),
                said("sin stock", Availability.OUT_OF_STOCK),
                said("sin existencias", Availability.OUT_OF_STOCK),
                said("no disponible", Availability.OUT_OF_STOCK),
                said("fuera de stock", Availability.OUT_OF_STOCK),
                said("esaurit", Availability.OUT_OF_STOCK),
                said("non disponibile", Availability.OUT_OF_STOCK),
                said("uitverkocht", Availability.OUT_OF_STOCK),
                said("niet op voorraad", Availability.OUT_OF_STOCK),
                said("niet leverbaar", Availability.OUT_OF_STOCK),
                said("niet beschikbaar", Availability.OUT_OF_STOCK),
                said("in stock", Availability.IN_STOCK),
                said("instock", Availability.IN_STOCK),
                said("available", Availability.IN_STOCK),
                said("ready to ship", Availability.IN_STOCK),
                said("ships in", Availability.IN_STOCK),
                said("ships within", Availability.IN_STOCK),
                said(" left ", Availability.IN_STOCK),
                said("auf lager", Availability.IN_STOCK),
                said("lieferbar", Availability.IN_STOCK),
                said("vorratig", Availability.IN_STOCK),
                said("verfugbar", Availability.IN_STOCK),
                said("versandfertig", Availability.IN_STOCK),
                said("en stock", Availability.IN_STOCK),
                said("disponible", Availability.IN_STOCK),
                said("hay existencias", Availability.IN_STOCK),
                said("disponibil", Availability.IN_STOCK),
                said("in magazzino", Availability.IN_STOCK),
                said("op voorraad", Availability.IN_STOCK),
                said("leverbaar", Availability.IN_STOCK),
                said("beschikbaar", Availability.IN_STOCK));
    }

    private static Map.Entry<String, Availability> said(String phrase, Availability means) {
        return Map.entry(phrase, means);
    }
}
