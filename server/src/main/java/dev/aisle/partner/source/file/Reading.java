package dev.aisle.partner.source.file;

import dev.aisle.partner.source.Source;
import dev.aisle.partner.source.Source.BadRow;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A feed file that is being read, page by page. It stands between two rows; the rows before it are read already.
final class Reading implements Closeable {

    static final int PAGE = 500;

    /// A page is shorter where rows come slowly.
    private static final long LONGEST_PAGE_NANOS = 2_000_000_000L;

    private final String stamp;
    private final Rows rows;
    private final FeedItems items;
    private long row;
    private long listings;
    private long bad;
    private Optional<BadRow> firstBad = Optional.empty();

    Reading(String stamp, Rows rows, FeedItems items) {
        this.stamp = stamp;
        this.rows = rows;
        this.items = items;
    }

    /// Some rows of the file.
    ///
    /// @param end present at the end of the file
    record Page(List<Source.Thing> things, List<BadRow> badRows, Optional<Rows.Line.End> end) {}

    /// Passes over what was read in another life.
    void skipTo(FeedPlace place) throws IOException {
        while (row < place.row() && !(rows.next() instanceof Rows.Line.End)) {
            row++;
        }
        bad = place.bad();
        listings = row - bad;
    }

    Page page() throws IOException {
        List<Source.Thing> things = new ArrayList<>(PAGE);
        List<BadRow> badRows = new ArrayList<>();
        long until = System.nanoTime() + LONGEST_PAGE_NANOS;
        while (things.size() + badRows.size() < PAGE) {
            Rows.Line line = rows.next();
            if (line instanceof Rows.Line.End end) {
                if (!end.isWhole()) {
                    firstBad = firstBad.or(() -> Optional.of(new BadRow(end.number(), end.reason())));
                }
                return new Page(things, badRows, Optional.of(end));
            }
            row++;
            switch (items.read(line)) {
                case FeedItems.Item.Read read -> {
                    listings++;
                    things.add(new Source.Thing(read.listing().item(), List.of(read.listing())));
                }
                case FeedItems.Item.Bad unusable -> {
                    bad++;
                    badRows.add(unusable.row());
                    firstBad = firstBad.or(() -> Optional.of(unusable.row()));
                }
            }
            if (System.nanoTime() > until) {
                break;
            }
        }
        return new Page(things, badRows, Optional.empty());
    }

    FeedPlace place() {
        return new FeedPlace(stamp, row, bad);
    }

    long listings() {
        return listings;
    }

    /// How many rows were bad and which was the first, in a sentence; nothing where all were good.
    Optional<String> trouble() {
        return bad == 0 ? Optional.empty() : Optional.of(bad + " rows could not be read." + first());
    }

    /// The first bad row in a sentence, with a space before it.
    String first() {
        return firstBad.map(it -> " The first: row " + it.row() + ": " + it.reason() + ".")
                .orElse("");
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
