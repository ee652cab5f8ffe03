package dev.aisle.partner.source.file;

import java.io.Closeable;
import java.io.IOException;

/// The rows of a feed file, one after the other, whatever its kind.
interface Rows extends Closeable {

    /// The next one; [Line.End] and nothing after it at the end.
    Line next() throws IOException;

    /// What a file gives.
    sealed interface Line {

        record Words(long number, FeedRow row) implements Line {}

        /// A row that could not even be told apart into columns.
        record Broken(long number, String reason) implements Line {}

        /// There are no more.
        ///
        /// @param reason why the file could not be read further; empty where it was read to its end
        record End(long number, String reason) implements Line {

            static final End WHOLE = new End(0, "");

            boolean isWhole() {
                return reason.isEmpty();
            }
        }
    }
}
