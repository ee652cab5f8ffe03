package dev.aisle.partner.source.file;

import dev.aisle.market.listing.RawListing;
import dev.aisle.market.merchant.MerchantId;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// Reads a product feed file of any known kind, found by its content: tab, comma, semicolon or pipe separated text, RSS
/// 2.0 or Atom, or JSON lines; each also as gzip. It streams: memory does not grow with the file.
public final class FeedFile {

    /// Listings that go out at a time.
    public static final int BATCH = 500;

    private static final long MOST_BYTES = 8L << 30;
    private static final int SAMPLE = 64 << 10;
    private static final int MOST_BAD_ROWS_TOLD = 10_000;

    /// A row that is no listing. Rows of text are numbered as a spreadsheet shows them, the header being row 1; items
    /// of XML from 1; lines of JSON as they stand.
    public record BadRow(long row, String reason) {}

    /// How a file was read.
    ///
    /// @param rows all rows, without a header
    /// @param complete false where the file broke off or could not be read at all; the last bad row says why
    public record Counts(long rows, long listings, long badRows, boolean complete) {}

    private final FeedItems items;
    private final Consumer<List<RawListing>> batches;
    private final Consumer<BadRow> badRows;
    private List<RawListing> batch = new ArrayList<>(BATCH);
    private long rows;
    private long listings;
    private long bad;

    private FeedFile(FeedItems items, Consumer<List<RawListing>> batches, Consumer<BadRow> badRows) {
        this.items = items;
        this.batches = batches;
        this.badRows = badRows;
    }

    /// Reads a merchant's file to its end and closes it. Batches and bad rows go out as they are found; beyond ten
    /// thousand bad rows are only counted.
    public static Counts read(
            InputStream file,
            MerchantId merchant,
            Instant readAt,
            Consumer<List<RawListing>> batches,
            Consumer<BadRow> badRows) {
        FeedFile feed = new FeedFile(new FeedItems(merchant, readAt), batches, badRows);
        boolean complete;
        try (InputStream bytes = opened(file)) {
            complete = feed.read(bytes);
        } catch (IOException broken) {
            feed.tell(feed.rows + 1, "the file cannot be read further: " + broken.getMessage());
            complete = false;
        }
        feed.flush();
        return new Counts(feed.rows, feed.listings, feed.bad, complete);
    }

    /// Takes the next row of the file.
    void take(long number, FeedRow row) {
        rows++;
        switch (items.read(row)) {
            case FeedItems.Item.Read read -> add(read.listing());
            case FeedItems.Item.Bad unusable -> bad(number, unusable.reason());
        }
    }

    /// Takes a row that could not even be told apart into columns.
    void takeBroken(long number, String reason) {
        rows++;
        bad(number, reason);
    }

    private boolean read(InputStream bytes) throws IOException {
        bytes.mark(SAMPLE);
        byte[] sample = bytes.readNBytes(SAMPLE);
        bytes.reset();
        Charset charset = Encoding.of(sample);
        String start = Encoding.withoutMark(new String(sample, charset)).stripLeading();
        if (start.isEmpty()) {
            tell(1, "the file is empty");
            return false;
        }
        return switch (start.charAt(0)) {
            case '<' -> XmlRows.read(bytes, this);
            case '{' -> JsonRows.read(reader(bytes, charset), this);
            default -> DelimitedRows.read(reader(bytes, charset), start, this);
        };
    }

    private static BufferedReader reader(InputStream bytes, Charset charset) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, charset), SAMPLE);
        reader.mark(1);
        if (reader.read() != Encoding.MARK) {
            reader.reset();
        }
        return reader;
    }

    private static InputStream opened(InputStream file) throws IOException {
        InputStream raw = new BufferedInputStream(file, SAMPLE);
        raw.mark(2);
        boolean zipped = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return new BufferedInputStream(
                new SizeLimit(zipped ? new GZIPInputStream(raw, SAMPLE) : raw, MOST_BYTES), SAMPLE);
    }

    private void add(RawListing listing) {
        listings++;
        batch.add(listing);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void bad(long number, String reason) {
        bad++;
        if (bad <= MOST_BAD_ROWS_TOLD) {
            tell(number, reason);
        }
    }

    /// Tells of a row, or of the file as a whole, without counting it.
    void tell(long number, String reason) {
        badRows.accept(new BadRow(number, reason));
    }

    private void flush() {
        if (!batch.isEmpty()) {
            batches.accept(batch);
            batch = new ArrayList<>(BATCH);
        }
    }
}
