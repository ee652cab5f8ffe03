package dev.aisle.partner.credentials;

import dev.aisle.base.db.Db;
import java.util.List;
import java.util.Optional;

/// Secrets that belong to no connection, sealed at rest as [Credentials] are, each under a name of its owner's.
public final class KeptSecrets {

    private final Db db;
    private final SealingKeys keys;

    public KeptSecrets(Db db, SealingKeys keys) {
        this.db = db;
        this.keys = keys;
    }

    public void put(String name, Secret secret) {
        SealingKeys.Key key = keys.current();
        put(name, secret, key);
        SealingKeys.Key now = keys.current();
        if (!now.id().equals(key.id())) { // all were sealed anew meanwhile, perhaps without this one
            put(name, secret, now);
        }
    }

    public Optional<Secret> find(String name) {
        return db.find("select name, key_id, sealed_key, sealed from kept_secrets where name = ?", Row::read, name)
                .map(row -> Secret.of(Seal.open(ownKey(row), row.sealed, purpose(row.name))));
    }

    public void remove(String name) {
        db.execute("delete from kept_secrets where name = ?", name);
    }

    private void put(String name, Secret secret, SealingKeys.Key key) {
        byte[] own = Seal.freshKey();
        db.execute(
                """
                insert into kept_secrets (name, key_id, sealed_key, sealed) values (?, ?, ?, ?)
                on conflict (name) do update set key_id = excluded.key_id, sealed_key = excluded.sealed_key,
                    sealed = excluded.sealed
                """,
                name,
                key.id(),
                Seal.close(key.bytes(), own, purpose(name)),
                Seal.close(own, secret.bytes(), purpose(name)));
    }

    /// Seals some anew that an older key seals, in the caller's transaction, and gives how many.
    int rekey(SealingKeys.Key fresh, int limit) {
        List<Row> rows = db.list("""
                select name, key_id, sealed_key, sealed from kept_secrets where key_id <> ? limit ? for update
                """, Row::read, fresh.id(), limit);
        rows.forEach(row -> db.execute(
                "update kept_secrets set key_id = ?, sealed_key = ? where name = ?",
                fresh.id(),
                Seal.close(fresh.bytes(), ownKey(row), purpose(row.name)),
                row.name));
        return rows.size();
    }

    private byte[] ownKey(Row row) {
        return Seal.open(keys.get(row.keyId).bytes(), row.sealedKey, purpose(row.name));
    }

    private static String purpose(String name) {
        return "kept/" + name;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(String name, String keyId, byte[] sealedKey, byte[] sealed) {

        static Row read(Db.Row row) {
            return new Row(row.text("name"), row.text("key_id"), row.bytes("sealed_key"), row.bytes("sealed"));
        }
    }
}
