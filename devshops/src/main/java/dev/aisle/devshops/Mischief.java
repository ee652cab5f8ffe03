package dev.aisle.devshops;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What goes wrong with the things of a list, whatever the platform.
final class Mischief {

    private static final int LEAVE = 3;

    private Mischief() {}

    /// Things leave the shelf, or come back to it, in the middle of a reading.
    static void with(Shelf shelf, Request request, Instant now) {
        if (request.meets("page-shrinks")) {
            shelf.items().stream().limit(LEAVE).forEach(item -> item.all().forEach(unit -> unit.gone(true, now)));
        }
        if (request.meets("page-grows")) {
            shelf.all().forEach(item -> item.all().forEach(unit -> unit.gone(false, unit.changed())));
        }
    }

    /// Things that are none.
    static void among(List<Map<String, @Nullable Object>> rows, Request request) {
        if (request.meets("thing-without-id")) {
            rows.addFirst(JsonText.object("name", "A thing without an id", "title", "A thing without an id"));
        }
        if (request.meets("thing-of-wrong-shape")) {
            rows.addFirst(JsonText.object(
                    "id",
                    999_999_999,
                    "uuid",
                    "ffffffff-0000-4000-8000-000000000000",
                    "sku",
                    List.of("a"),
                    "name",
                    Map.of("en", "x"),
                    "title",
                    List.of(),
                    "type",
                    5,
                    "type_id",
                    Map.of(),
                    "status",
                    Map.of(),
                    "handle",
                    7,
                    "variants",
                    "none",
                    "images",
                    5,
                    "attributes",
                    "none",
                    "price",
                    List.of(),
                    "permalink",
                    17,
                    "values",
                    "none",
                    "custom_attributes",
                    "none",
                    "extension_attributes",
                    "none",
                    "custom_url",
                    3,
                    "categories",
                    Map.of(),
                    "enabled",
                    "perhaps"));
        }
    }
}
