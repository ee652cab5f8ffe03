package dev.aisle.market.partner;

import dev.aisle.base.db.Db;
import dev.aisle.base.ids.ApiKey;
import dev.aisle.base.ids.Ulid;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The partners, their keys (only hashes are kept) and their redirect URIs.
public final class Partners {

    /// A partner with a key that is never shown again.
    public record Issued(PartnerId partner, ApiKey key) {}

    /// Who calls with a key; a test key reaches only the shops of the development allowlist. `key` tells
    /// keys apart and gives nothing away.
    public record Caller(PartnerId partner, boolean live, String key) {}

    /// How long an old key works after a rotation, so that a partner can change over.
    public static final Duration ROTATION_GRACE = Duration.ofHours(24);

    private static final int SHOWN_HASH_BYTES = 8;

    private final Db db;
    private final InstantSource time;
    private final Ulid ulid;

    public Partners(Db db, InstantSource time, Ulid ulid) {
        this.db = db;
        this.time = time;
        this.ulid = ulid;
    }

    public Issued create(String name, List<String> redirectUris, boolean live) {
        PartnerId id = new PartnerId(ulid.next());
        ApiKey key = ApiKey.make(ApiKey.Kind.PARTNER, live);
        db.transact(() -> {
            db.execute(
                    "insert into partners (id, name, created_at) values (?, ?, ?)", id.value(), name, time.instant());
            addKey(id, key);
            redirectUris.forEach(uri -> addRedirectUri(id, uri));
        });
        return new Issued(id, key);
    }

    /// Who holds the key, as long as it is not revoked. Text with a wrong checksum never reaches the database.
    public Optional<Caller> find(String keyText) {
        return ApiKey.check(ApiKey.Kind.PARTNER, keyText)
                .flatMap(key -> db.find(
                        """
                        select partner_id, live from partner_keys
                        where hash = ? and (revoked_at is null or revoked_at > ?)
                        """,
                        row -> new Caller(
                                new PartnerId(row.text("partner_id")),
                                row.bool("live"),
                                HexFormat.of().formatHex(key.hash(), 0, SHOWN_HASH_BYTES)),
                        key.hash(),
                        time.instant()));
    }

    public boolean exists(PartnerId partner) {
        return db.find("select id from partners where id = ?", row -> row.text("id"), partner.value())
                .isPresent();
    }

    /// Issues a further key of the same kind as the newest; the ones before it work on for the grace period.
    public ApiKey rotate(PartnerId partner, Duration grace) {
        return db.inTransaction(() -> {
            boolean live = db.find(
                            "select live from partner_keys where partner_id = ? order by created_at desc, hash limit 1",
                            row -> row.bool("live"),
                            partner.value())
                    .orElse(true);
            revokeAt(partner, time.instant().plus(grace));
            ApiKey key = ApiKey.make(ApiKey.Kind.PARTNER, live);
            addKey(partner, key);
            return key;
        });
    }

    /// Revokes at once the keys that end in those four characters, or every key; says how many stopped working.
    public int revoke(PartnerId partner, Optional<String> last4) {
        Instant now = time.instant();
        return db.execute("""
                update partner_keys set revoked_at = ?
                where partner_id = ? and (revoked_at is null or revoked_at > ?) and last4 = coalesce(?, last4)
                """, now, partner.value(), now, last4);
    }

    /// False where it stands there already. It is kept with its host in A-labels.
    public boolean addRedirectUri(PartnerId partner, String uri) {
        return db.execute(
                        "insert into redirect_uris (partner_id, uri) values (?, ?) on conflict do nothing",
                        partner.value(),
                        RedirectUri.inAscii(uri))
                == 1;
    }

    public boolean removeRedirectUri(PartnerId partner, String uri) {
        return db.execute(
                        "delete from redirect_uris where partner_id = ? and uri = ?",
                        partner.value(),
                        RedirectUri.inAscii(uri))
                == 1;
    }

    public List<Partner> list() {
        return db.list("select id, name, created_at from partners order by created_at, id", row -> {
            PartnerId id = new PartnerId(row.text("id"));
            return new Partner(id, row.text("name"), row.instant("created_at"), keys(id), redirectUris(id));
        });
    }

    private List<Partner.Key> keys(PartnerId partner) {
        return db.list(
                """
                select prefix, last4, created_at, revoked_at from partner_keys
                where partner_id = ? order by created_at, hash
                """,
                row -> new Partner.Key(
                        row.text("prefix"), row.text("last4"), row.instant("created_at"), row.optInstant("revoked_at")),
                partner.value());
    }

    /// Where the partner's sessions may return to, and below.
    public List<String> redirectUris(PartnerId partner) {
        return db.list(
                "select uri from redirect_uris where partner_id = ? order by uri",
                row -> row.text("uri"),
                partner.value());
    }

    private void addKey(PartnerId partner, ApiKey key) {
        db.execute("""
                insert into partner_keys (hash, partner_id, prefix, last4, live, created_at)
                values (?, ?, ?, ?, ?, ?)
                """, key.hash(), partner.value(), key.prefix(), key.last4(), key.live(), time.instant());
    }

    private void revokeAt(PartnerId partner, Instant moment) {
        db.execute("""
                update partner_keys set revoked_at = ?
                where partner_id = ? and (revoked_at is null or revoked_at > ?)
                """, moment, partner.value(), moment);
    }
}
