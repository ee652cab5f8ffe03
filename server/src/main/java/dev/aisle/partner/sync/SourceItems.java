package dev.aisle.partner.sync;

import dev.aisle.base.db.Db;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which listings a source's things gave, so that a thing that is gone takes them with it.
public final class SourceItems {

    private final Db db;

    public SourceItems(Db db) {
        this.db = db;
    }

    /// Notes what things give now and tells the items that they gave before and do not any more.
    public List<String> replace(MerchantId merchant, Platform platform, Map<String, List<String>> itemsByThing) {
        if (itemsByThing.isEmpty()) {
            return List.of();
        }
        List<String> things = new ArrayList<>();
        List<String> items = new ArrayList<>();
        itemsByThing.forEach((thing, given) -> given.forEach(item -> {
            things.add(thing);
            items.add(item);
        }));
        List<String> gone = db.list(
                """
                delete from source_items
                where merchant_id = ? and platform = ? and source_id = any(?::text[])
                and (source_id, item) not in (select t, i from unnest(?::text[], ?::text[]) as given (t, i))
                returning item
                """, row -> row.text("item"), merchant.value(), platform.slug(), itemsByThing.keySet(), things, items);
        db.execute("""
                insert into source_items (merchant_id, platform, source_id, item)
                select ?, ?, t, i from unnest(?::text[], ?::text[]) as given (t, i) on conflict do nothing
                """, merchant.value(), platform.slug(), things, items);
        return gone;
    }

    /// The platform told of a thing then.
    public void told(MerchantId merchant, Platform platform, String thing, Instant at) {
        db.execute("""
                insert into things_told (merchant_id, platform, source_id, told_at) values (?, ?, ?, ?)
                on conflict (merchant_id, platform, source_id) do update set told_at = excluded.told_at
                """, merchant.value(), platform.slug(), thing, at);
    }

    /// The things that the platform told of since then; none for the end of time.
    public Set<String> toldSince(MerchantId merchant, Platform platform, Instant since) {
        if (since.equals(Instant.MAX)) {
            return Set.of();
        }
        return Set.copyOf(db.list(
                "select source_id from things_told where merchant_id = ? and platform = ? and told_at >= ?",
                row -> row.text("source_id"),
                merchant.value(),
                platform.slug(),
                since));
    }

    /// What was told before that matters no more.
    public void forgetTold(MerchantId merchant, Platform platform, Instant before) {
        db.execute(
                "delete from things_told where merchant_id = ? and platform = ? and told_at < ?",
                merchant.value(),
                platform.slug(),
                before);
    }
}
