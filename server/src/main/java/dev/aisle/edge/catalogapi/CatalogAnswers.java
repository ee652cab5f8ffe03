package dev.aisle.edge.catalogapi;

import dev.aisle.catalog.Catalog;
import dev.aisle.catalog.answer.Detail;
import dev.aisle.catalog.answer.Lookup;
import dev.aisle.catalog.answer.Search;
import dev.aisle.catalog.answer.SearchAnswer;

/// The catalog of this installation.
public final class CatalogAnswers implements Answers {

    private final Catalog catalog;

    public CatalogAnswers(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public SearchAnswer search(Search search) {
        return catalog.search(search);
    }

    @Override
    public Lookup.Answer lookup(Lookup lookup) {
        return catalog.lookup(lookup);
    }

    @Override
    public Detail.Outcome detail(Detail detail) {
        return catalog.detail(detail);
    }
}
