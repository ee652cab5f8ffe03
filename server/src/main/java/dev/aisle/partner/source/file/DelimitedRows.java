package dev.aisle.partner.source.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of delimited text with a header (RFC 4180 quotes). The separator is the one that makes most of the header's
/// names known.
final class DelimitedRows {

    private static final int LONGEST_FIELD = 4 << 20;
    private static final List<Character> SEPARATORS = List.of('\t', ',', ';', '|');

    private DelimitedRows() {}

    /// Reads to the end; false where that was not possible.
    static boolean read(BufferedReader text, String start, FeedFile feed) throws IOException {
        char separator = separator(firstLine(start));
        if (separator == 0) {
            feed.tell(1, "the header names no id, title, link or price");
            return false;
        }
        try (CsvReader<String[]> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(isQuoted(start, separator) ? '"' : '\0')
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(LONGEST_FIELD)
                .build(StringArrayHandler.of(), text)) {
            return read(reader.iterator(), feed);
        }
    }

    private static boolean read(Iterator<String[]> records, FeedFile feed) {
        @Nullable Column[] columns = null;
        for (long number = 1; ; number++) {
            String[] fields;
            try {
                if (!records.hasNext()) {
                    return true;
                }
                fields = records.next();
            } catch (CsvParseException | UncheckedIOException broken) {
                feed.tell(number, "the file cannot be read further: " + broken.getMessage());
                return false;
            }
            if (columns == null) {
                columns = columns(fields);
            } else {
                take(number, fields, columns, feed);
            }
        }
    }

    private static void take(long number, String[] fields, @Nullable Column[] columns, FeedFile feed) {
        if (fields.length > columns.length && !isBlank(fields, columns.length)) {
            feed.takeBroken(number, "has " + fields.length + " columns where the header has " + columns.length);
            return;
        }
        FeedRow row = new FeedRow();
        for (int i = 0; i < Math.min(fields.length, columns.length); i++) {
            Column column = columns[i];
            if (column != null) {
                row.say(column, fields[i]);
            }
        }
        feed.take(number, row);
    }

    private static boolean isBlank(String[] fields, int from) {
        for (int i = from; i < fields.length; i++) {
            if (!fields[i].isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Column[] columns(String[] names) {
        @Nullable Column[] columns = new @Nullable Column[names.length];
        for (int i = 0; i < names.length; i++) {
            columns[i] = Column.named(names[i]).orElse(null);
        }
        return columns;
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private static char separator(String header) {
        char best = 0;
        int most = 1;
        for (char separator : SEPARATORS) {
            int known = 0;
            for (String name : header.replace("\"", "").split("[" + separator + "]", -1)) {
                known += Column.named(name).isPresent() ? 1 : 0;
            }
            if (known > most) {
                most = known;
                best = separator;
            }
        }
        return best;
    }

    /// Tab separated files often use `"` for inches; there quotes count only where a field of the sample is closed by
    /// one.
    private static boolean isQuoted(String sample, char separator) {
        return separator != '\t'
                || sample.startsWith("\"")
                || sample.contains("\"\t\"")
                || sample.contains("\"\n\"")
                || sample.contains("\"\r\n\"");
    }
}
