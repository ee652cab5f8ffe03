package dev.aisle.market.vendor;

import dev.aisle.base.db.Db;
import dev.aisle.base.ids.ApiKey;
import dev.aisle.base.ids.Base62;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The vendors and their keys, of which only hashes are kept.
public final class Vendors {

    /// A vendor with a key that is never shown again.
    public record Issued(VendorId vendor, ApiKey key) {}

    /// Who calls with a key; a test key reaches only the shops of the development allowlist.
    public record Caller(VendorId vendor, boolean live) {}

    /// A key that works, known by its hash.
    ///
    /// @param until when it was told to stop working, where it was
    @SuppressWarnings("ArrayRecordComponent") // looked up by its contents, never compared
    public record Held(byte[] hash, VendorId vendor, Optional<Instant> until) {

        boolean worksAt(Instant now) {
            return until.filter(end -> !end.isAfter(now)).isEmpty();
        }
    }

    /// A vendor as operators see it.
    ///
    /// @param creditsUsed in this calendar month of UTC
    public record Vendor(VendorId id, String name, Instant createdAt, KeyTier tier, boolean paying, long creditsUsed) {}

    /// How long an old key works after a rotation, so that a vendor can change over.
    public static final Duration ROTATION_GRACE = Duration.ofHours(24);

    private static final int ID_LENGTH = 12;

    private final Db db;
    private final InstantSource time;

    public Vendors(Db db, InstantSource time) {
        this.db = db;
        this.time = time;
    }

    /// Adds a vendor with its first key.
    public Issued create(String name, boolean live) {
        VendorId id = new VendorId("v_" + Base62.random(ID_LENGTH));
        ApiKey key = ApiKey.make(ApiKey.Kind.VENDOR, live);
        db.transact(() -> {
            db.execute("insert into vendors (id, name, created_at) values (?, ?, ?)", id.value(), name, time.instant());
            addKey(id, key);
        });
        return new Issued(id, key);
    }

    /// Who holds the key, as long as it is not revoked. Text with a wrong checksum never reaches the database.
    public Optional<Caller> find(String keyText) {
        return ApiKey.check(ApiKey.Kind.VENDOR, keyText)
                .flatMap(key -> db.find(
                        """
                        select vendor_id, live from vendor_keys
                        where hash = ? and (revoked_at is null or revoked_at > ?)
                        """,
                        row -> new Caller(new VendorId(row.text("vendor_id")), row.bool("live")),
                        key.hash(),
                        time.instant()));
    }

    /// Every key that works now.
    List<Held> held() {
        return db.list(
                "select hash, vendor_id, revoked_at from vendor_keys where revoked_at is null or revoked_at > ?",
                row -> new Held(row.bytes("hash"), new VendorId(row.text("vendor_id")), row.optInstant("revoked_at")),
                time.instant());
    }

    public boolean exists(VendorId vendor) {
        return db.find("select id from vendors where id = ?", row -> row.text("id"), vendor.value())
                .isPresent();
    }

    public List<Vendor> list() {
        return db.list(
                """
                select id, name, created_at, tier, paying, coalesce(used, 0) used
                from vendors left join vendor_credits
                    on vendor_id = id and month = date_trunc('month', ?::timestamptz at time zone 'UTC')::date
                order by created_at, id
                """,
                row -> new Vendor(
                        new VendorId(row.text("id")),
                        row.text("name"),
                        row.instant("created_at"),
                        tier(row.text("tier")),
                        row.bool("paying"),
                        row.bigint("used")),
                time.instant());
    }

    /// Those who may call at another pace than most.
    Map<VendorId, KeyTier> otherTiers() {
        return db
                .list(
                        "select id, tier from vendors where tier <> ?",
                        row -> Map.entry(new VendorId(row.text("id")), tier(row.text("tier"))),
                        KeyTier.DEFAULT.word())
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Changes how fast it may call.
    public void changeTier(VendorId vendor, KeyTier tier) {
        db.execute("update vendors set tier = ? where id = ?", tier.word(), vendor.value());
    }

    /// Changes whether it pays for more than the free credits.
    public void changePaying(VendorId vendor, boolean paying) {
        db.execute("update vendors set paying = ? where id = ?", paying, vendor.value());
    }

    private static KeyTier tier(String word) {
        return KeyTier.of(word).orElse(KeyTier.DEFAULT);
    }

    /// Issues a further key of the same kind as the newest; the ones before it work on for the grace period.
    public ApiKey rotate(VendorId vendor, Duration grace) {
        return db.inTransaction(() -> {
            boolean live = db.find(
                            "select live from vendor_keys where vendor_id = ? order by created_at desc, hash limit 1",
                            row -> row.bool("live"),
                            vendor.value())
                    .orElse(true);
            revokeAt(vendor, Optional.empty(), time.instant().plus(grace));
            ApiKey key = ApiKey.make(ApiKey.Kind.VENDOR, live);
            addKey(vendor, key);
            return key;
        });
    }

    /// Revokes at once the keys that end in those four characters, or every key; says how many stopped working.
    public int revoke(VendorId vendor, Optional<String> last4) {
        return revokeAt(vendor, last4, time.instant());
    }

    private int revokeAt(VendorId vendor, Optional<String> last4, Instant end) {
        return db.execute("""
                update vendor_keys set revoked_at = ?
                where vendor_id = ? and last4 = coalesce(?::text, last4) and (revoked_at is null or revoked_at > ?)
                """, end, vendor.value(), last4, end);
    }

    private void addKey(VendorId vendor, ApiKey key) {
        db.execute("""
                insert into vendor_keys (hash, vendor_id, prefix, last4, live, created_at)
                values (?, ?, ?, ?, ?, ?)
                """, key.hash(), vendor.value(), key.prefix(), key.last4(), key.live(), time.instant());
    }
}
