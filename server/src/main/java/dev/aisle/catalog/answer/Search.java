package dev.aisle.catalog.answer;

import java.util.Optional;

/// A search: text, filters, or both; `*` or no text browses. The limit is between 1 and [#LARGEST_PAGE].
///
/// @param cursor of the previous page, as given in its answer
public record Search(Optional<String> query, Filters filters, Context context, int limit, Optional<String> cursor) {

    public static final int DEFAULT_PAGE = 10;
    public static final int LARGEST_PAGE = 50;

    public Search {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }
}
