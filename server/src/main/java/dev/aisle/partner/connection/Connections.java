package dev.aisle.partner.connection;

import dev.aisle.base.db.Db;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The connections of merchants. A shared merchant has one set of them, whoever asks; callers check first
/// that the asker manages the merchant.
public final class Connections {

    private final Db db;
    private final InstantSource time;
    private final List<Consumer<ConnectionFact>> listeners = new CopyOnWriteArrayList<>();

    public Connections(Db db, InstantSource time) {
        this.db = db;
        this.time = time;
    }

    /// Called with every fact, in its transaction.
    public void onFact(Consumer<ConnectionFact> listener) {
        listeners.add(listener);
    }

    /// Makes a connection active with nothing synced yet; false where the merchant has one with the platform already.
    public boolean open(MerchantId merchant, Platform platform) {
        return db.inTransaction(() -> {
            boolean opened = db.execute("""
                    insert into connections (merchant_id, platform, status, connected_at, sync_state)
                    values (?, ?, 'ACTIVE', ?, 'PENDING')
                    on conflict do nothing
                    """, merchant.value(), platform.slug(), time.instant()) == 1;
            if (opened) {
                tellStatus(merchant, platform, Connection.Status.ACTIVE, Optional.empty());
            }
            return opened;
        });
    }

    /// The merchant began to connect: pending, unless it is connected already or stands in error, which
    /// stays until new credentials prove good.
    public void begin(MerchantId merchant, Platform platform) {
        db.transact(() -> {
            Connection.Status now = locked(merchant, platform);
            if (ConnectionMoves.isLegal(now, Connection.Status.PENDING)) {
                put(merchant, platform, Connection.Status.PENDING);
                tellStatus(merchant, platform, Connection.Status.PENDING, Optional.empty());
            }
        });
    }

    /// The merchant turned back: what was pending is as if never begun.
    public void giveUp(MerchantId merchant, Platform platform) {
        db.transact(() -> db.find(
                        """
                        update connections set
                            status = case when connected_at is null then 'NOT_CONNECTED' else 'DISCONNECTED' end,
                            sync_state = null, error_code = null, error_message = null
                        where merchant_id = ? and platform = ? and status = 'PENDING'
                        returning status
                        """, row -> Connection.Status.valueOf(row.text("status")), merchant.value(), platform.slug())
                .ifPresent(now -> tellStatus(merchant, platform, now, Optional.empty())));
    }

    /// Access is in place: active with nothing synced yet. Other credentials for an active connection leave
    /// its sync's state.
    public void activate(MerchantId merchant, Platform platform) {
        db.transact(() -> {
            if (locked(merchant, platform) != Connection.Status.ACTIVE) {
                move(merchant, platform, Connection.Status.ACTIVE);
                db.execute("""
                        update connections set connected_at = ?, sync_state = 'PENDING', message = null
                        where merchant_id = ? and platform = ?
                        """, time.instant(), merchant.value(), platform.slug());
                tellStatus(merchant, platform, Connection.Status.ACTIVE, Optional.empty());
            }
        });
    }

    /// Access was lost or refused.
    public void lose(MerchantId merchant, Platform platform, Connection.Failure why) {
        db.transact(() -> {
            boolean moved = locked(merchant, platform) != Connection.Status.ERROR;
            if (moved) {
                move(merchant, platform, Connection.Status.ERROR);
            }
            db.execute("""
                    update connections set sync_state = 'ERROR', next_sync_at = null, error_code = ?, error_message = ?
                    where merchant_id = ? and platform = ?
                    """, why.code(), why.message(), merchant.value(), platform.slug());
            if (moved) {
                fail(merchant, platform, why, Optional.empty());
                tellStatus(merchant, platform, Connection.Status.ERROR, Optional.of(why));
            }
        });
    }

    /// The merchant or the platform ended it; false where there was nothing to end.
    public boolean end(MerchantId merchant, Platform platform) {
        return db.inTransaction(() -> {
            if (!ConnectionMoves.isLegal(locked(merchant, platform), Connection.Status.DISCONNECTED)) {
                return false;
            }
            move(merchant, platform, Connection.Status.DISCONNECTED);
            db.execute("""
                    update connections set sync_state = null, next_sync_at = null, message = null, items_synced = 0,
                        items_failed = 0, failing = false
                    where merchant_id = ? and platform = ?
                    """, merchant.value(), platform.slug());
            tellStatus(merchant, platform, Connection.Status.DISCONNECTED, Optional.empty());
            return true;
        });
    }

    public Connection.Status status(MerchantId merchant, Platform platform) {
        return list(merchant).stream()
                .filter(it -> it.platform() == platform)
                .findFirst()
                .map(Connection::status)
                .orElse(Connection.Status.NOT_CONNECTED);
    }

    /// How its sync goes, while it is connected. Counts of a destination are told here; those of a source are its
    /// listings'.
    public void report(
            MerchantId merchant, Platform platform, Connection.Sync sync, Optional<Connection.Failure> failure) {
        db.transact(() -> {
            if (keep(merchant, platform, sync, failure)) {
                failure.ifPresentOrElse(
                        why -> fail(merchant, platform, why, sync.nextSyncAt()),
                        () -> sync.state()
                                .filter(it -> it == Connection.Sync.State.LIVE)
                                .ifPresent(live -> succeed(merchant, platform, sync)));
            }
        });
    }

    /// False where it is not connected.
    private boolean keep(
            MerchantId merchant, Platform platform, Connection.Sync sync, Optional<Connection.Failure> failure) {
        return db.execute(
                        """
                update connections set sync_state = ?, last_synced_at = coalesce(?, last_synced_at), next_sync_at = ?,
                    items_synced = ?, items_failed = ?, message = ?, error_code = ?, error_message = ?
                where merchant_id = ? and platform = ? and status = 'ACTIVE'
                """,
                        sync.state(),
                        sync.lastSyncedAt(),
                        sync.nextSyncAt(),
                        sync.itemsSynced(),
                        sync.itemsFailed(),
                        sync.message(),
                        failure.map(Connection.Failure::code),
                        failure.map(Connection.Failure::message),
                        merchant.value(),
                        platform.slug())
                == 1;
    }

    private void succeed(MerchantId merchant, Platform platform, Connection.Sync sync) {
        db.execute(
                "update connections set failing = false where merchant_id = ? and platform = ?",
                merchant.value(),
                platform.slug());
        tell(new ConnectionFact.SyncCompleted(
                merchant, platform, sync.lastSyncedAt().orElseGet(time::instant), sync.nextSyncAt()));
    }

    /// A failure after a failure is no news.
    private void fail(MerchantId merchant, Platform platform, Connection.Failure why, Optional<Instant> next) {
        int first = db.execute(
                "update connections set failing = true where merchant_id = ? and platform = ? and not failing",
                merchant.value(),
                platform.slug());
        if (first == 1) {
            tell(new ConnectionFact.SyncFailed(merchant, platform, why, next));
        }
    }

    private void tellStatus(
            MerchantId merchant, Platform platform, Connection.Status status, Optional<Connection.Failure> failure) {
        tell(new ConnectionFact.StatusChanged(merchant, platform, status, failure));
    }

    private void tell(ConnectionFact fact) {
        listeners.forEach(listener -> listener.accept(fact));
    }

    private void move(MerchantId merchant, Platform platform, Connection.Status to) {
        Connection.Status from = locked(merchant, platform);
        if (!ConnectionMoves.isLegal(from, to)) {
            throw new IllegalStateException(
                    platform.slug() + " of " + merchant + " cannot become " + to + " from " + from);
        }
        put(merchant, platform, to);
    }

    private void put(MerchantId merchant, Platform platform, Connection.Status status) {
        db.execute("""
                insert into connections (merchant_id, platform, status) values (?, ?, ?)
                on conflict (merchant_id, platform) do update set status = excluded.status, error_code = null,
                    error_message = null
                """, merchant.value(), platform.slug(), status);
    }

    private Connection.Status locked(MerchantId merchant, Platform platform) {
        return db.find(
                        "select status from connections where merchant_id = ? and platform = ? for update",
                        row -> Connection.Status.valueOf(row.text("status")),
                        merchant.value(),
                        platform.slug())
                .orElse(Connection.Status.NOT_CONNECTED);
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
                        row.optText("sync_state").map(Connection.Sync.State::valueOf),
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
