package dev.aisle.partner.connection;

import dev.aisle.base.db.Db;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The connections of merchants. A shared merchant has one set of them, whoever asks; callers check first that the
/// asker
/// manages the merchant.
public final class Connections {

    private final Db db;
    private final InstantSource time;

    public Connections(Db db, InstantSource time) {
        this.db = db;
        this.time = time;
    }

    /// Makes a connection active with nothing synced yet; false where the merchant has one with the platform already.
    public boolean open(MerchantId merchant, Platform platform) {
        return db.execute("""
                        insert into connections (merchant_id, platform, status, connected_at, sync_state)
                        values (?, ?, 'ACTIVE', ?, 'PENDING')
                        on conflict do nothing
                        """, merchant.value(), platform.slug(), time.instant()) == 1;
    }

    /// One connection for every platform, connected or not, in the order of [Platform].
    public List<Connection> list(MerchantId merchant) {
        Map<Platform, Connection> kept = db.list("""
                        select platform, status, connected_at, sync_state, last_synced_at, next_sync_at,
                            items_synced, items_failed, message, feed_url, error_code, error_message
                        from connections where merchant_id = ?
                        """, Connections::read, merchant.value()).stream()
                .collect(Collectors.toMap(Connection::platform, Function.identity()));
        return Arrays.stream(Platform.values())
                .map(platform -> kept.getOrDefault(platform, Connection.none(platform)))
                .toList();
    }

    private static Connection read(Db.Row row) {
        String slug = row.text("platform");
        return new Connection(
                Platform.ofSlug(slug).orElseThrow(() -> new IllegalStateException("no such platform: " + slug)),
                Connection.Status.valueOf(row.text("status")),
                row.optInstant("connected_at"),
                new Connection.Sync(
                        Optional.of(Connection.Sync.State.valueOf(row.text("sync_state"))),
                        row.optInstant("last_synced_at"),
                        row.optInstant("next_sync_at"),
                        row.bigint("items_synced"),
                        row.bigint("items_failed"),
                        row.optText("message")),
                row.optText("feed_url"),
                row.optText("error_code")
                        .map(code -> new Connection.Failure(
                                code, row.optText("error_message").orElse(code))));
    }
}
