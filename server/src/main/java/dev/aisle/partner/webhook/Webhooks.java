package dev.aisle.partner.webhook;

import dev.aisle.base.db.Db;
import dev.aisle.base.http.FetchAllow;
import dev.aisle.base.ids.Ulid;
import dev.aisle.partner.credentials.KeptSecrets;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The webhooks of partners and vendors.
public final class Webhooks {

    /// A webhook with the secret that is told this once.
    public record Added(Webhook webhook, String secret) {}

    /// How many webhooks one listener may have.
    public static final int MOST = 10;

    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_TROUBLE = 500;

    private static final String SELECT = """
            select id, listener, url, created_at, delivered_at, failing_since, rests_until, trouble, disabled_at
            from webhooks
            """;

    private final Db db;
    private final InstantSource time;
    private final Ulid ids;
    private final KeptSecrets secrets;

    public Webhooks(Db db, InstantSource time, Ulid ids, KeptSecrets secrets) {
        this.db = db;
        this.time = time;
        this.ids = ids;
        this.secrets = secrets;
    }

    /// What is wrong with an address as a webhook's, if anything: it must be https, or on the development allowlist,
    /// and hold no user name and no fragment.
    public static Optional<String> mistakeIn(String said, FetchAllow allow) {
        URI url;
        try {
            url = new URI(said);
        } catch (URISyntaxException malformed) {
            return Optional.of("The webhook's address is not a URL; send one such as https://example.com/hooks.");
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url.getHost() == null || (!scheme.equals("https") && !(scheme.equals("http") && allow.admits(url)))) {
            return Optional.of("The webhook's address must begin with https:// and name a host;"
                    + " http:// is for hosts that AISLE_FETCH_ALLOW names.");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return Optional.of("The webhook's address must hold no user name, password or fragment;"
                    + " calls are signed, so that it needs none.");
        }
        return said.length() > LONGEST_URL
                ? Optional.of("The webhook's address is longer than " + LONGEST_URL + " characters.")
                : Optional.empty();
    }

    /// Adds a webhook; nothing where the listener has one with that address, or [#MOST] of them.
    public Optional<Added> add(Listener listener, URI url) {
        String id = "wh_" + ids.next();
        SigningSecret secret = SigningSecret.make();
        return db.inTransaction(() -> {
            int added = db.execute("""
                    insert into webhooks (id, listener, url, created_at)
                    select ?, ?, ?, ? where (select count(*) from webhooks where listener = ?) < ?
                    on conflict do nothing
                    """, id, listener.value(), url.toString(), time.instant(), listener.value(), MOST);
            if (added == 0) {
                return Optional.empty();
            }
            secrets.put(name(id), secret.toKeep());
            return find(id).map(webhook -> new Added(webhook, secret.text()));
        });
    }

    /// Removes a webhook with what is on its way to it; false where the listener has none with that id.
    public boolean remove(Listener listener, String id) {
        return db.inTransaction(() -> {
            boolean removed =
                    db.execute("delete from webhooks where id = ? and listener = ?", id, listener.value()) == 1;
            if (removed) {
                secrets.remove(name(id));
            }
            return removed;
        });
    }

    /// A listener's webhooks, the oldest first.
    public List<Webhook> list(Listener listener) {
        return db.list(SELECT + "where listener = ? order by id", Webhooks::read, listener.value());
    }

    public Optional<Webhook> find(String id) {
        return db.find(SELECT + "where id = ?", Webhooks::read, id);
    }

    SigningSecret secret(Webhook webhook) {
        return SigningSecret.of(secrets.find(name(webhook.id()))
                .orElseThrow(() -> new IllegalStateException("no secret is kept for " + webhook.id())));
    }

    void arrived(Webhook webhook) {
        db.execute("""
                update webhooks set delivered_at = ?, failing_since = null, rests_until = null, trouble = null
                where id = ?
                """, time.instant(), webhook.id());
    }

    /// A call failed; true where it is disabled from now on, because calls have failed for that long.
    boolean failed(Webhook webhook, String trouble, Duration longEnough) {
        Instant now = time.instant();
        db.execute(
                "update webhooks set failing_since = coalesce(failing_since, ?), trouble = ? where id = ?",
                now,
                trouble.length() <= LONGEST_TROUBLE ? trouble : trouble.substring(0, LONGEST_TROUBLE),
                webhook.id());
        return db.execute("""
                        update webhooks set disabled_at = ?
                        where id = ? and disabled_at is null and failing_since <= ?
                        """, now, webhook.id(), now.minus(longEnough)) == 1;
    }

    void rest(Webhook webhook, Instant until) {
        db.execute("update webhooks set rests_until = ? where id = ?", until, webhook.id());
    }

    /// It is called again, as if it had never failed.
    void enable(Webhook webhook) {
        db.execute("""
                update webhooks set disabled_at = null, failing_since = null, rests_until = null, trouble = null
                where id = ?
                """, webhook.id());
    }

    private static String name(String id) {
        return "webhook/" + id;
    }

    private static Webhook read(Db.Row row) {
        return new Webhook(
                row.text("id"),
                new Listener(row.text("listener")),
                URI.create(row.text("url")),
                row.instant("created_at"),
                row.optInstant("delivered_at"),
                row.optInstant("failing_since"),
                row.optInstant("rests_until"),
                row.optText("trouble"),
                row.optInstant("disabled_at"));
    }
}
