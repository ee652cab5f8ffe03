package dev.aisle.partner;

import dev.aisle.market.merchant.Merchant;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.source.file.FeedFile;
import dev.aisle.supply.Intake;
import dev.aisle.supply.normalize.StoreDefaults;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.function.Consumer;

/// The path of a feed file into the graph: rows, raw listings, and from there as everything else. Matching and
/// indexing follow on their own.
public final class FeedImport {

    private final Intake intake;
    private final InstantSource time;

    public FeedImport(Intake intake, InstantSource time) {
        this.intake = intake;
        this.time = time;
    }

    /// What an import came to.
    ///
    /// @param setAside rows that are listings, but cannot be used
    /// @param badRows rows that are no listings
    /// @param complete false where the file broke off
    public record Result(long rows, long stored, long setAside, long badRows, boolean complete) {}

    /// Reads the file to its end and closes it. After each batch `progress` gets the number of listings so far.
    public Result run(InputStream file, Merchant merchant, Consumer<Long> progress, Consumer<Source.BadRow> badRows) {
        Tally tally = new Tally();
        FeedFile.Counts counts = FeedFile.read(
                file,
                merchant.id(),
                time.instant(),
                batch -> {
                    tally.accepted = tally.accepted.plus(intake.accept(batch, StoreDefaults.UNKNOWN));
                    progress.accept((long) tally.accepted.stored());
                },
                badRows);
        return new Result(
                counts.rows(), tally.accepted.stored(), tally.accepted.setAside(), counts.badRows(), counts.complete());
    }

    private static final class Tally {
        private Intake.Accepted accepted = new Intake.Accepted(0, 0);
    }
}
