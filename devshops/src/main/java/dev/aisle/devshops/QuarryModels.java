package dev.aisle.devshops;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The product models of a PIM: what all variants of a thing have in common, which is changed here for all of them.
final class QuarryModels {

    private final Map<String, Item> models = new HashMap<>();
    private final Map<String, Renamed> renamed = new ConcurrentHashMap<>();

    private record Renamed(String title, Instant at) {}

    QuarryModels(Shelf shelf) {
        shelf.all().forEach(item -> models.put(item.slug(), item));
    }

    static boolean isAbove(Item item) {
        return !item.open().isEmpty();
    }

    /// Gives a model another name; nothing where there is none with that code.
    Optional<Map<String, @Nullable Object>> rename(String code, String title, Instant now) {
        return find(code).map(ignored -> {
            renamed.put(code, new Renamed(title, now));
            return find(code).orElseThrow();
        });
    }

    /// When the model above something was changed last.
    Instant changed(Item item) {
        return Optional.ofNullable(renamed.get(item.slug())).map(Renamed::at).orElse(Instant.EPOCH);
    }

    Optional<Map<String, @Nullable Object>> find(String code) {
        return Optional.ofNullable(models.get(code))
                .filter(item -> !item.gone())
                .map(item -> JsonText.object(
                        "code",
                        item.slug(),
                        "family",
                        "things",
                        "family_variant",
                        "things_by_size",
                        "parent",
                        null,
                        "values",
                        values(item)));
    }

    /// The models of some codes, by their `identifier`; all of them where it is not searched by that.
    List<Map<String, @Nullable Object>> search(QuarrySearch search, int limit) {
        return search.identifiers().orElse(models.keySet()).stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .limit(limit)
                .toList();
    }

    /// What a thing and all its variants say alike.
    Map<String, @Nullable Object> values(Item item) {
        String title = Optional.ofNullable(renamed.get(item.slug()))
                .map(Renamed::title)
                .orElseGet(item::title);
        return JsonText.object(
                "name", List.of(JsonText.object("locale", "en_US", "scope", null, "data", title)),
                "description",
                        List.of(JsonText.object(
                                "locale",
                                "en_US",
                                "scope",
                                "ecommerce",
                                "data",
                                item.family().description())),
                "brand", value(item.family().brand()),
                "web_address", value("http://quarry.example" + QuarryPim.page(item)),
                "picture_url", value("http://quarry.example" + item.image()));
    }

    static List<Object> value(String data) {
        return List.of(JsonText.object("locale", null, "scope", null, "data", data));
    }
}
