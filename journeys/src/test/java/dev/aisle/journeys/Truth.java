package dev.aisle.journeys;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a shop of the street really sells, as it says itself behind its visitors' backs.
record Truth(
        String shop,
        String sku,
        String family,
        String url,
        String title,
        String amount,
        String currency,
        String stock,
        String look) {

    static Truth of(String shop, String line) {
        var columns = List.of(line.split("\t", -1));
        return new Truth(
                shop,
                columns.get(0),
                columns.get(1),
                columns.get(3),
                columns.get(4),
                columns.get(5),
                columns.get(6),
                columns.get(7),
                columns.get(8));
    }

    /// One row a page: where a page sells several sizes without addresses of their own, the first stands for all.
    static Collection<Truth> pages(Talk talk, String shop, URI origin) {
        Map<String, Truth> pages = new LinkedHashMap<>();
        talk.get(origin.resolve("/__goods"), Map.of())
                .text()
                .lines()
                .map(line -> of(shop, line))
                .forEach(truth -> pages.putIfAbsent(truth.url(), truth));
        return pages.values();
    }

    /// What may be sold under one product id.
    String thing() {
        return look.isEmpty() ? family : family + ": " + look;
    }

    long minorUnits() {
        return new java.math.BigDecimal(amount).movePointRight(2).longValueExact();
    }
}
