package dev.aisle.edge.catalogapi;

import dev.aisle.catalog.answer.Detail;
import dev.aisle.catalog.answer.Lookup;
import dev.aisle.catalog.answer.Search;
import dev.aisle.catalog.answer.SearchAnswer;

/// The catalog as its surfaces see it.
public interface Answers {

    /// Throws [dev.aisle.catalog.answer.BadCursor] for a cursor that does not belong to the search.
    SearchAnswer search(Search search);

    Lookup.Answer lookup(Lookup lookup);

    Detail.Outcome detail(Detail detail);
}
