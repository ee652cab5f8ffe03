package dev.aisle.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.aisle.base.ids.Base62;
import dev.aisle.base.money.Money;
import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingKey;
import dev.aisle.market.merchant.MerchantId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Pairs of records that people labelled as one thing or two, in the form the public sets share: `tableA.csv` and
/// `tableB.csv` hold the records, and each split (`train.csv`, `valid.csv`, `test.csv`) names pairs of them with a
/// label.
///
/// @param splits by their names, in the order they are made: to build on, to choose by, to judge by
/// @param clusters the records that say which thing they are, by that name; empty where the set says it of pairs only
record MatchPairs(String name, Map<String, List<Pair>> splits, Map<String, List<Listing>> clusters) {

    private static final List<String> SPLITS = List.of("train", "valid", "test");
    private static final int MERCHANT_WIDTH = 4;

    record Pair(Listing a, Listing b, boolean same) {}

    private record Entry(Listing listing, Optional<String> cluster) {}

    /// The sets in this folder: itself, those in it, or those in its folder `matching`.
    static List<MatchPairs> in(Path folder) throws IOException {
        Path matching = folder.resolve("matching");
        if (Files.isDirectory(matching)) {
            return in(matching);
        }
        try (Stream<Path> inside = Files.list(folder)) {
            List<MatchPairs> sets = new ArrayList<>();
            for (Path set : Stream.concat(Stream.of(folder), inside.sorted())
                    .filter(it -> Files.exists(it.resolve("tableA.csv")))
                    .toList()) {
                sets.add(read(set));
            }
            if (sets.isEmpty()) {
                throw new IllegalArgumentException("no folder with tableA.csv and tableB.csv in " + folder);
            }
            return sets;
        }
    }

    private static MatchPairs read(Path set) throws IOException {
        Map<String, Entry> left = table(set.resolve("tableA.csv"), 0);
        Map<String, Entry> right = table(set.resolve("tableB.csv"), left.size());
        Map<String, List<Pair>> splits = new LinkedHashMap<>();
        for (String split : SPLITS) {
            Path file = set.resolve(split + ".csv");
            if (Files.exists(file)) {
                splits.put(split, pairs(file, left, right));
            }
        }
        Map<String, Entry> records = new LinkedHashMap<>(left);
        right.forEach(records::putIfAbsent);
        Map<String, List<Listing>> clusters = new LinkedHashMap<>();
        records.values()
                .forEach(it ->
                        it.cluster.ifPresent(cluster -> clusters.computeIfAbsent(cluster, key -> new ArrayList<>())
                                .add(it.listing)));
        return new MatchPairs(String.valueOf(set.getFileName()), splits, clusters);
    }

    private static List<Pair> pairs(Path file, Map<String, Entry> left, Map<String, Entry> right) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                Entry a = left.get(row.getField("ltable_id"));
                Entry b = right.get(row.getField("rtable_id"));
                if (a == null || b == null) {
                    throw new IllegalArgumentException(file + " names a record that no table holds: " + row);
                }
                pairs.add(new Pair(a.listing, b.listing, row.getField("label").equals("1")));
            }
        }
        return pairs;
    }

    /// Each record becomes the listing of a merchant of its own: the sets do not say who sells it.
    private static Map<String, Entry> table(Path file, int first) throws IOException {
        Map<String, Entry> records = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                said(row, "title")
                        .or(() -> said(row, "name"))
                        .ifPresent(title -> records.put(
                                row.getField("id"),
                                new Entry(listing(first + records.size(), title, row), said(row, "cluster_id"))));
            }
        }
        return records;
    }

    private static Listing listing(int number, String title, NamedCsvRecord row) {
        String id = row.getField("id");
        return new Listing(
                new ListingKey(new MerchantId(Base62.of(number, MERCHANT_WIDTH)), id),
                URI.create("https://eval.example/" + number),
                title,
                said(row, "description").orElse(""),
                new Listing.Identity(
                        said(row, "brand").or(() -> said(row, "manufacturer")),
                        Optional.empty(),
                        said(row, "modelno"),
                        Optional.empty()),
                new Money(0, "USD"),
                Optional.empty(),
                Availability.IN_STOCK,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Listing.Audience.ANYONE,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Instant.EPOCH);
    }

    private static Optional<String> said(NamedCsvRecord row, String column) {
        return row.findField(column).map(String::strip).filter(it -> !it.isEmpty());
    }
}
