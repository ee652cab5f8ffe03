package dev.aisle.edge.restv1;

import dev.aisle.catalog.Catalog;
import dev.aisle.catalog.answer.Filters;
import dev.aisle.edge.catalogapi.Nearest;
import java.util.Collection;
import java.util.List;

/// Holds the attributes that a search asks for against those that products have: with a category filter each must
/// belong to one of the categories; what no product says is told.
final class AttributeHints {

    private static final int MOST_ASKED = 200;

    private final Catalog catalog;

    AttributeHints(Catalog catalog) {
        this.catalog = catalog;
    }

    void check(Filters filters, Remarks remarks) {
        List<String> categories = filters.categories().orElse(List.of());
        filters.traits().attributes().forEach((handle, values) -> {
            if (!categories.isEmpty() && !catalog.hasAttributeIn(categories, handle)) {
                throw Rejected.field(
                        "no product of the categories has the attribute '" + Remarks.quoted(handle) + "'"
                                + Remarks.nearest(Nearest.of(handle, handlesIn(categories))),
                        "value_error",
                        "body",
                        "filters",
                        "attributes",
                        handle);
            }
            if (catalog.attributes().contains(handle)) {
                values.forEach(value -> check(handle, value, remarks));
            } else {
                remarks.unknown("attribute", handle, () -> Nearest.of(handle, catalog.attributes()), path(handle));
            }
        });
    }

    private void check(String handle, String value, Remarks remarks) {
        if (!catalog.hasAttribute(handle, value)) {
            remarks.unknown(
                    "attribute value", value, () -> Nearest.of(value, catalog.attributeValues(handle)), path(handle));
        }
    }

    private List<String> handlesIn(Collection<String> categories) {
        return catalog.attributes().stream()
                .limit(MOST_ASKED)
                .filter(handle -> catalog.hasAttributeIn(categories, handle))
                .toList();
    }

    private static String path(String handle) {
        return "$.filters.attributes." + handle;
    }
}
