package dev.aisle.journeys;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A merchant's product file, as it is kept beside a shop.
final class ProductFile {

    /// In every title, and nowhere else in the sample street.
    static final String WORD = "Quillon";

    private ProductFile() {}

    static String of(String domain, int items) {
        return "id\ttitle\tdescription\tlink\timage_link\tprice\tavailability\tbrand\tmpn\n"
                + IntStream.range(0, items)
                        .mapToObj(i -> String.join(
                                "\t",
                                "F" + i,
                                title(i),
                                "A " + title(i) + " of turned beech, oiled by hand.",
                                "http://" + domain + "/shop/" + i,
                                "http://" + domain + "/img/" + i + ".png",
                                (20 + i) + ".50 USD",
                                "in stock",
                                WORD,
                                "QW-" + (1000 + i)))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    static String title(int i) {
        return WORD + " Beech Candlestick No " + (i + 1);
    }
}
