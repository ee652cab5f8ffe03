package dev.aisle.partner.source.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rows of delimited text with a header (RFC 4180 quotes). The separator is the one that makes most of the header's
/// names known.
final class DelimitedRows implements Rows {

    private static final int LONGEST_FIELD = 4 << 20;
    private static final int LONG_FIELD = 64 << 10;
    private static final List<Character> SEPARATORS = List.of('\t', ',', ';', '|');

    private final CsvReader<String[]> reader;
    private final Iterator<String[]> records;
    private final Columns columns;
    private String[] names = new String[0];
    private @Nullable Column[] taken = new @Nullable Column[0];
    private long number;

    private DelimitedRows(CsvReader<String[]> reader, Columns columns) {
        this.reader = reader;
        this.records = reader.iterator();
        this.columns = columns;
    }

    /// Nothing where the header names no column that is known.
    static Optional<Rows> of(Reader text, String start, Columns columns) {
        char separator = separator(firstLine(start), columns);
        if (separator == 0) {
            return Optional.empty();
        }
        boolean quoted = isQuoted(start, separator);
        Reader lines = new ShortLines(text);
        return Optional.of(new DelimitedRows(
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .quoteCharacter(quoted ? '"' : '\0')
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .allowExtraCharsAfterClosingQuote(true)
                        .maxBufferSize(LONGEST_FIELD)
                        .build(StringArrayHandler.of(), quoted ? new ClosedQuotes(lines, separator) : lines),
                columns));
    }

    @Override
    public Line next() {
        while (true) {
            number++;
            String[] fields;
            try {
                if (!records.hasNext()) {
                    return Line.End.WHOLE;
                }
                fields = records.next();
            } catch (CsvParseException | UncheckedIOException broken) {
                return new Line.End(number, "the file cannot be read further: " + broken.getMessage());
            }
            if (number > 1) {
                return line(fields);
            }
            if (ClosedQuotes.isCut(fields[fields.length - 1])) {
                return new Line.End(number, "the header " + ClosedQuotes.OPEN);
            }
            header(fields);
        }
    }

    private void header(String[] fields) {
        names = fields;
        taken = new @Nullable Column[fields.length];
        for (int i = 0; i < fields.length; i++) {
            taken[i] = columns.of(fields[i]);
        }
    }

    private Line line(String[] fields) {
        if (isCut(fields)) {
            return new Line.Broken(number, ShortLines.TOO_LONG);
        }
        if (ClosedQuotes.isCut(fields[fields.length - 1])) {
            return new Line.Broken(number, ClosedQuotes.OPEN);
        }
        if (fields.length > names.length && !isBlank(fields, names.length)) {
            return new Line.Broken(number, "has " + fields.length + " columns where the header has " + names.length);
        }
        FeedRow row = new FeedRow();
        for (int i = 0; i < Math.min(fields.length, names.length); i++) {
            if (columns.watches()) {
                columns.saw(names[i], fields[i]);
            }
            Column column = taken[i];
            if (column != null) {
                row.say(column, fields[i]);
            }
        }
        return new Line.Words(number, row);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /// A line is cut at its end, which may be within a quoted field that goes on.
    private static boolean isCut(String[] fields) {
        for (String field : fields) {
            if (field.length() >= LONG_FIELD && ShortLines.isCut(field)) {
                return true;
            }
        }
        return fields.length > 0 && ShortLines.isCut(fields[fields.length - 1]);
    }

    private static boolean isBlank(String[] fields, int from) {
        for (int i = from; i < fields.length; i++) {
            if (!fields[i].isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private static char separator(String header, Columns columns) {
        char best = 0;
        int most = 1;
        for (char separator : SEPARATORS) {
            int known = 0;
            for (String name : header.replace("\"", "").split("[" + separator + "]", -1)) {
                known += columns.of(name.strip()) == null ? 0 : 1;
            }
            if (known > most) {
                most = known;
                best = separator;
            }
        }
        return best;
    }

    /// Tab separated files often use `"` for inches; there quotes count only where a field of the sample is closed
    /// by one.
    private static boolean isQuoted(String sample, char separator) {
        return separator != '\t'
                || sample.startsWith("\"")
                || sample.contains("\"\t\"")
                || sample.contains("\"\n\"")
                || sample.contains("\"\r\n\"");
    }
}
