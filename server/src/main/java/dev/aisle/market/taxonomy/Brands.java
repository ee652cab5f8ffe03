package dev.aisle.market.taxonomy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Base62;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The brands that listings name. Spellings that differ only in case, accents and signs are one brand, under the name
/// it was first seen with.
public final class Brands {

    private static final int MOST_CACHED = 50_000;
    private static final int MOST_AT_ONCE = 1_000;
    private static final int MOST_TRIES = 10;

    private final Db db;
    private final Cache<String, BrandId> known =
            Caffeine.newBuilder().maximumSize(MOST_CACHED).build();

    public Brands(Db db) {
        this.db = db;
    }

    /// The ids of brand names; unknown brands are added. Names without a letter or digit have none.
    public Map<String, BrandId> idsOf(Collection<String> names) {
        Map<String, BrandId> ids = new HashMap<>();
        Map<String, String> missing = new TreeMap<>();
        for (String name : names) {
            String key = key(name);
            BrandId id = key.isEmpty() ? null : known.getIfPresent(key);
            if (id != null) {
                ids.put(name, id);
            } else if (!key.isEmpty()) {
                missing.putIfAbsent(key, name);
            }
        }
        if (!missing.isEmpty()) {
            List<String> keys = List.copyOf(missing.keySet());
            Map<String, BrandId> learned = new HashMap<>();
            for (int from = 0; from < keys.size(); from += MOST_AT_ONCE) {
                learned.putAll(learn(keys.subList(from, Math.min(keys.size(), from + MOST_AT_ONCE)), missing));
            }
            known.putAll(learned);
            names.forEach(name -> Optional.ofNullable(learned.get(key(name))).ifPresent(id -> ids.put(name, id)));
        }
        return ids;
    }

    /// The brand that a name, in any spelling, or an id means.
    public Optional<Brand> find(String nameOrId) {
        return db.find(
                "select id, name from brands where id = ? or key = ? order by id = ? desc limit 1",
                Brands::read,
                nameOrId,
                key(nameOrId),
                nameOrId);
    }

    /// So many of the brands after one of them, in the order of their ids.
    public List<Brand> page(Optional<BrandId> after, int most) {
        return db.list(
                "select id, name from brands where id > ? order by id limit ?",
                Brands::read,
                after.map(BrandId::value).orElse(""),
                most);
    }

    /// The brands whose name holds a text, in any spelling; the shortest first.
    public List<Brand> search(String text, int most) {
        String key = key(text);
        return key.isEmpty()
                ? List.of()
                : db.list(
                        "select id, name from brands where strpos(key, ?) > 0 order by length(key), key limit ?",
                        Brands::read,
                        key,
                        most);
    }

    /// So many of the brands' names.
    public List<String> names(int most) {
        return db.list("select name from brands order by id limit ?", row -> row.text("name"), most);
    }

    /// Keys come sorted, so that two writers never wait for each other in a circle. A random id that is taken already
    /// is tried again.
    private Map<String, BrandId> learn(List<String> keys, Map<String, String> names) {
        Map<String, BrandId> learned = new HashMap<>();
        List<String> left = keys;
        for (int tries = 0; !left.isEmpty(); tries++) {
            if (tries == MOST_TRIES) {
                throw new IllegalStateException("no free ids for brands");
            }
            db.execute(
                    """
                    insert into brands (id, name, key)
                    select * from unnest(?::text[], ?::text[], ?::text[])
                    on conflict do nothing
                    """,
                    left.stream().map(key -> Base62.random(BrandId.LENGTH)).toList(),
                    left.stream().map(names::get).toList(),
                    left);
            db.list(
                            "select id, key from brands where key = any(?)",
                            row -> Map.entry(row.text("key"), new BrandId(row.text("id"))),
                            left)
                    .forEach(entry -> learned.put(entry.getKey(), entry.getValue()));
            left = left.stream().filter(key -> !learned.containsKey(key)).toList();
        }
        return learned;
    }

    private static Brand read(Db.Row row) {
        return new Brand(new BrandId(row.text("id")), row.text("name"));
    }

    /// A brand without the signs and accents that its spellings differ in.
    private static String key(String name) {
        return String.join("", PlainWords.of(name));
    }
}
