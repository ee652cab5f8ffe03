package dev.aisle.supply.crawl;

import dev.aisle.base.http.Answer;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// What came of asking a storefront for a page.
sealed interface Fetch {

    /// It answered with a document.
    ///
    /// @param asked what we asked for first
    /// @param answer what came in the end, with where it was found
    record Page(URI asked, Answer.Got answer, Instant fetchedAt) implements Fetch {

        /// The page in text, for those who read it.
        FetchedPage read() {
            return new FetchedPage(
                    asked,
                    answer.url(),
                    answer.status(),
                    answer.header("content-type").orElse(""),
                    answer.headers(),
                    answer.text(),
                    fetchedAt);
        }
    }

    /// The same as when it was last read (304).
    record Unchanged() implements Fetch {}

    /// Not there (any more): 404 or 410.
    record Gone(int status) implements Fetch {}

    /// Not to be had, by us or by anybody: the reason in words, and the status where the shop answered at all.
    record Refused(String reason, Optional<Integer> status) implements Fetch {}

    /// Worth asking again.
    ///
    /// @param silentUntil where the host asked for silence, or where nothing is allowed until its robots.txt is
    ///     read
    record Later(String reason, Optional<Instant> silentUntil) implements Fetch {}
}
