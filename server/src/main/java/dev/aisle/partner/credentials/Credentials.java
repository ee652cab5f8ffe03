package dev.aisle.partner.credentials;

import dev.aisle.base.db.Db;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The credentials of connections, sealed at rest.
public final class Credentials {

    private static final int MOST_ROUNDS = 1_000;
    private static final int BATCH = 500;

    private final Db db;
    private final SealingKeys keys;
    private final KeptSecrets kept;

    public Credentials(Db db, SealingKeys keys) {
        this.db = db;
        this.keys = keys;
        this.kept = new KeptSecrets(db, keys);
    }

    public void put(MerchantId merchant, Platform platform, Secret secret) {
        SealingKeys.Key key = keys.current();
        put(merchant, platform, secret, key);
        SealingKeys.Key now = keys.current();
        if (!now.id().equals(key.id())) { // all were sealed anew meanwhile, perhaps without this one
            put(merchant, platform, secret, now);
        }
    }

    private void put(MerchantId merchant, Platform platform, Secret secret, SealingKeys.Key key) {
        byte[] own = Seal.freshKey();
        db.execute(
                """
                insert into credentials (merchant_id, platform, key_id, sealed_key, sealed) values (?, ?, ?, ?, ?)
                on conflict (merchant_id, platform) do update set key_id = excluded.key_id,
                    sealed_key = excluded.sealed_key, sealed = excluded.sealed
                """,
                merchant.value(),
                platform.slug(),
                key.id(),
                Seal.close(key.bytes(), own, purpose(merchant.value(), platform.slug())),
                Seal.close(own, secret.bytes(), purpose(merchant.value(), platform.slug())));
    }

    public Optional<Secret> find(MerchantId merchant, Platform platform) {
        return db.find("""
                        select merchant_id, platform, key_id, sealed_key, sealed from credentials
                        where merchant_id = ? and platform = ?
                        """, Row::read, merchant.value(), platform.slug())
                .map(row -> Secret.of(Seal.open(ownKey(row), row.sealed, row.purpose())));
    }

    /// Changes what is kept, with nobody else changing it meanwhile; nothing where none is kept, as after a
    /// disconnect.
    public void change(MerchantId merchant, Platform platform, UnaryOperator<Secret> change) {
        db.transact(() -> {
            db.find(
                    "select key_id from credentials where merchant_id = ? and platform = ? for update",
                    row -> row.text("key_id"),
                    merchant.value(),
                    platform.slug());
            find(merchant, platform).ifPresent(it -> put(merchant, platform, change.apply(it)));
        });
    }

    public void remove(MerchantId merchant, Platform platform) {
        db.execute("delete from credentials where merchant_id = ? and platform = ?", merchant.value(), platform.slug());
    }

    /// Seals every credential's key, and that of the [KeptSecrets], anew with a fresh key of the installation, and
    /// forgets the keys before it. It may
    /// run
    /// beside a server, and be killed and run again. Gives how many were sealed anew.
    public int rekey() {
        SealingKeys.Key fresh = keys.add();
        int all = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            int now = rekeyBatch(fresh);
            if (now == 0) {
                keys.keepOnly(fresh);
                return all;
            }
            all += now;
        }
        throw new IllegalStateException("credentials are put in faster than they are sealed anew; run it again");
    }

    private int rekeyBatch(SealingKeys.Key fresh) {
        return db.inTransaction(() -> {
            List<Row> rows = db.list("""
                    select merchant_id, platform, key_id, sealed_key, sealed from credentials
                    where key_id <> ? limit ? for update
                    """, Row::read, fresh.id(), BATCH);
            rows.forEach(row -> db.execute(
                    "update credentials set key_id = ?, sealed_key = ? where merchant_id = ? and platform = ?",
                    fresh.id(),
                    Seal.close(fresh.bytes(), ownKey(row), row.purpose()),
                    row.merchant,
                    row.platform));
            return rows.size() + kept.rekey(fresh, BATCH);
        });
    }

    private byte[] ownKey(Row row) {
        return Seal.open(keys.get(row.keyId).bytes(), row.sealedKey, row.purpose());
    }

    private static String purpose(String merchant, String platform) {
        return merchant + "/" + platform;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(String merchant, String platform, String keyId, byte[] sealedKey, byte[] sealed) {

        String purpose() {
            return Credentials.purpose(merchant, platform);
        }

        static Row read(Db.Row row) {
            return new Row(
                    row.text("merchant_id"),
                    row.text("platform"),
                    row.text("key_id"),
                    row.bytes("sealed_key"),
                    row.bytes("sealed"));
        }
    }
}
