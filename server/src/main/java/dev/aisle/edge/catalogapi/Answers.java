package dev.aisle.edge.catalogapi;

import dev.aisle.catalog.answer.Detail;
import dev.aisle.catalog.answer.Lookup;
import dev.aisle.catalog.answer.Search;
import dev.aisle.catalog.answer.SearchAnswer;
import java.net.URI;
import java.util.Collection;

/// The catalog as its surfaces see it.
public interface Answers {

    /// Throws [dev.aisle.catalog.answer.BadCursor] for a cursor that does not belong to the search.
    SearchAnswer search(Search search);

    Lookup.Answer lookup(Lookup lookup);

    Detail.Outcome detail(Detail detail);

    /// Reads store pages that the catalog has never seen, so that a second lookup may find them; whether any of
    /// them was worth asking again.
    default boolean readPages(Collection<URI> unseen) {
        return false;
    }
}
