package dev.aisle.partner.source.file;

import dev.aisle.market.listing.RawListing;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.partner.source.Source.BadRow;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Reads a product feed file of any known kind, found by its content: tab, comma, semicolon or pipe separated text,
/// RSS 2.0 or Atom, or JSON lines; each also as gzip. It streams: memory does not grow with the file.
public final class FeedFile {

    /// Listings that go out at a time.
    private static final int BATCH = 1_000;

    private static final int SAMPLE = 64 << 10;
    private static final int MOST_BAD_ROWS_TOLD = 10_000;

    /// How a file was read.
    ///
    /// @param rows all rows, without a header
    /// @param complete false where the file broke off or could not be read at all; the last bad row says why
    public record Counts(long rows, long listings, long badRows, boolean complete) {}

    private FeedFile() {}

    /// Reads a merchant's file to its end and closes it. Batches and bad rows go out as they are found; beyond ten
    /// thousand bad rows are only counted.
    public static Counts read(
            InputStream file,
            MerchantId merchant,
            Instant readAt,
            Consumer<List<RawListing>> batches,
            Consumer<BadRow> badRows) {
        FeedItems items = new FeedItems(merchant, readAt);
        List<RawListing> batch = new ArrayList<>(BATCH);
        long count = 0;
        long listings = 0;
        long bad = 0;
        try (Rows rows = open(file, ColumnChoice.NONE)) {
            while (true) {
                Rows.Line line = rows.next();
                if (line instanceof Rows.Line.End end) {
                    if (!end.isWhole()) {
                        badRows.accept(new BadRow(end.number(), end.reason()));
                    }
                    return counts(batch, batches, new Counts(count, listings, bad, end.isWhole()));
                }
                count++;
                switch (items.read(line)) {
                    case FeedItems.Item.Read read -> {
                        listings++;
                        batch.add(read.listing());
                    }
                    case FeedItems.Item.Bad unusable -> {
                        if (++bad <= MOST_BAD_ROWS_TOLD) {
                            badRows.accept(unusable.row());
                        }
                    }
                }
                if (batch.size() == BATCH) {
                    batches.accept(List.copyOf(batch));
                    batch.clear();
                }
            }
        } catch (IOException broken) {
            badRows.accept(new BadRow(count + 1, "the file cannot be read further: " + broken.getMessage()));
            return counts(batch, batches, new Counts(count, listings, bad, false));
        }
    }

    private static Counts counts(List<RawListing> rest, Consumer<List<RawListing>> batches, Counts counts) {
        if (!rest.isEmpty()) {
            batches.accept(rest);
        }
        return counts;
    }

    /// The rows of a file, whatever its kind; closing them closes it.
    static Rows open(InputStream file, ColumnChoice choice) throws IOException {
        return open(file, new Columns(choice));
    }

    static Rows open(InputStream file, Columns columns) throws IOException {
        InputStream bytes = new BufferedInputStream(Unzipped.of(file), SAMPLE);
        bytes.mark(SAMPLE);
        byte[] sample = bytes.readNBytes(SAMPLE);
        bytes.reset();
        Charset charset = Encoding.of(sample);
        String start = Encoding.withoutMark(new String(sample, charset)).stripLeading();
        if (start.isEmpty()) {
            return unreadable(bytes, "the file is empty");
        }
        return switch (start.charAt(0)) {
            case '<' -> new XmlRows(bytes, columns);
            case '{' -> new JsonRows(reader(bytes, charset), columns);
            default ->
                DelimitedRows.of(reader(bytes, charset), start, columns)
                        .orElseGet(() -> unreadable(bytes, "the header names no id, title, link or price"));
        };
    }

    private static Rows unreadable(InputStream bytes, String reason) {
        return new Rows() {
            @Override
            public Line next() {
                return new Line.End(1, reason);
            }

            @Override
            public void close() throws IOException {
                bytes.close();
            }
        };
    }

    private static Reader reader(InputStream bytes, Charset charset) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, charset), SAMPLE);
        reader.mark(1);
        if (reader.read() != Encoding.MARK) {
            reader.reset();
        }
        return reader;
    }
}
