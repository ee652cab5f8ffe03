package dev.aisle.partner.source.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the first rows of a file show of its columns, for the merchant to confirm.
///
/// @param columns in the order of the file, with a few of their values
/// @param guess the column that each field is probably in
public record FeedLook(List<Seen> columns, Map<Column, String> guess) {

    /// Columns that are offered; of a file with more, the rest is understood by their names alone.
    static final int MOST_COLUMNS = 60;

    private static final int MOST_SAMPLES = 3;
    private static final int MOST_ROWS = 50;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SAMPLE = 60;

    /// A column by its name in the file.
    public record Seen(String name, List<String> samples) {

        public Seen {
            samples = List.copyOf(samples);
        }
    }

    public FeedLook {
        columns = List.copyOf(columns);
        guess = Map.copyOf(guess);
    }

    /// Reads the first rows and closes the file; it may break off anywhere after them. No columns where it is no
    /// feed.
    static FeedLook at(InputStream file) {
        Looking looking = new Looking();
        try (Rows rows = FeedFile.open(file, looking)) {
            for (int n = 0; n < MOST_ROWS && !(rows.next() instanceof Rows.Line.End); n++) {
                looking.rows++;
            }
        } catch (IOException brokenOff) {
            // what came before is what there is to see
        }
        List<Seen> seen = new ArrayList<>();
        looking.samples.forEach((name, samples) -> seen.add(new Seen(name, samples)));
        return looking.rows == 0
                ? new FeedLook(List.of(), Map.of())
                : new FeedLook(seen, Column.guess(seen.stream().map(Seen::name).toList()));
    }

    /// Takes every name for something, so that what is told apart best is what has most names.
    private static final class Looking extends Columns {

        private final Map<String, List<String>> samples = new LinkedHashMap<>();
        private int rows;

        Looking() {
            super(ColumnChoice.NONE);
        }

        @Override
        Column of(String name) {
            return Column.named(name).orElse(Column.LANGUAGE);
        }

        @Override
        boolean watches() {
            return true;
        }

        @Override
        void saw(String name, String words) {
            if (name.isBlank() || name.length() > LONGEST_NAME) {
                return;
            }
            if (!samples.containsKey(name) && samples.size() == MOST_COLUMNS) {
                return;
            }
            List<String> of = samples.computeIfAbsent(name, ignored -> new ArrayList<>());
            String sample = words.strip();
            String cut = sample.length() <= LONGEST_SAMPLE ? sample : sample.substring(0, LONGEST_SAMPLE) + "…";
            if (!cut.isEmpty() && of.size() < MOST_SAMPLES && !of.contains(cut)) {
                of.add(cut);
            }
        }
    }
}
