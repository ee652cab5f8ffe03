package dev.aisle.partner.connect;

import dev.aisle.base.db.Db;
import dev.aisle.base.ids.SecretToken;
import dev.aisle.base.ids.Ulid;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.PartnerId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The connect sessions; tokens, cookies and references are kept as hashes.
public final class ConnectSessions {

    /// A session with the token that is told this once.
    public record Minted(String token, Instant expiresAt) {}

    private static final String SELECT = """
            select id, partner_id, merchant_id, asked_platform, chosen_platform, redirect_uri, state, store, expires_at,
                started_at, outcome, error
            from connect_sessions
            """;

    private final Db db;
    private final InstantSource time;
    private final Ulid ids;

    public ConnectSessions(Db db, InstantSource time, Ulid ids) {
        this.db = db;
        this.time = time;
        this.ids = ids;
    }

    /// Makes a further session; earlier ones of the merchant stay as they are.
    public Minted mint(
            PartnerId partner,
            MerchantId merchant,
            String redirectUri,
            Optional<Platform> platform,
            Optional<String> state) {
        String token = SecretToken.make();
        Instant now = time.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expires = now.plus(ConnectSession.LIFETIME);
        db.execute(
                """
                insert into connect_sessions
                    (id, token_hash, partner_id, merchant_id, asked_platform, redirect_uri, state, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                ids.next(),
                SecretToken.hash(token),
                partner.value(),
                merchant.value(),
                platform.map(Platform::slug),
                redirectUri,
                state,
                now,
                expires);
        return new Minted(token, expires);
    }

    /// The session of a token, whatever became of it.
    public Optional<ConnectSession> find(String token) {
        return SecretToken.hasForm(token)
                ? db.find(SELECT + "where token_hash = ?", ConnectSessions::read, SecretToken.hash(token))
                : Optional.empty();
    }

    public Optional<ConnectSession> findById(String session) {
        return db.find(SELECT + "where id = ?", ConnectSessions::read, session);
    }

    /// The session that gave a store this reference, as long as the reference counts.
    public Optional<ConnectSession> findByReference(String reference) {
        return SecretToken.hasForm(reference)
                ? db.find(SELECT + "where reference_hash = ?", ConnectSessions::read, SecretToken.hash(reference))
                : Optional.empty();
    }

    /// Starts the session for the browser with that cookie. True for that browser also the next time; of
    /// several browsers at once one is told true. Too late a start is false.
    public boolean start(String session, String cookie) {
        byte[] browser = SecretToken.hash(cookie);
        Instant now = time.instant();
        int started = db.execute("""
                update connect_sessions set browser_hash = ?, started_at = ?
                where id = ? and browser_hash is null and expires_at > ? and finished_at is null
                """, browser, now, session, now);
        return started == 1 || isOf(session, cookie);
    }

    /// Whether the session was started by the browser with that cookie.
    public boolean isOf(String session, String cookie) {
        return db.find(
                        "select id from connect_sessions where id = ? and browser_hash = ?",
                        row -> row.text("id"),
                        session,
                        SecretToken.hash(cookie))
                .isPresent();
    }

    /// Notes what the merchant picked.
    public void choose(String session, Platform platform) {
        db.execute(
                "update connect_sessions set chosen_platform = ? where id = ? and finished_at is null",
                platform.slug(),
                session);
    }

    /// Gives the session a fresh reference, which the store at that address will send back; an earlier one counts no
    /// more.
    public String refer(String session, String store) {
        String reference = SecretToken.make();
        db.execute(
                "update connect_sessions set reference_hash = ?, store = ? where id = ? and finished_at is null",
                SecretToken.hash(reference),
                store,
                session);
        return reference;
    }

    /// Uses a reference up: true for one caller.
    public boolean redeem(String reference) {
        return db.execute(
                        "update connect_sessions set reference_hash = null where reference_hash = ?",
                        SecretToken.hash(reference))
                == 1;
    }

    /// Ends the session; false where it has ended before, which then counts.
    public boolean finish(String session, ConnectSession.Ending ending) {
        return db.execute("""
                        update connect_sessions set finished_at = ?, outcome = ?, error = ?, reference_hash = null
                        where id = ? and finished_at is null
                        """, time.instant(), ending.outcome(), ending.error(), session) == 1;
    }

    private static ConnectSession read(Db.Row row) {
        return new ConnectSession(
                row.text("id"),
                new PartnerId(row.text("partner_id")),
                new MerchantId(row.text("merchant_id")),
                row.optText("asked_platform").flatMap(Platform::ofSlug),
                row.optText("chosen_platform").flatMap(Platform::ofSlug),
                row.text("redirect_uri"),
                row.optText("state"),
                row.optText("store"),
                row.instant("expires_at"),
                row.optInstant("started_at"),
                row.optText("outcome")
                        .map(outcome -> new ConnectSession.Ending(
                                ConnectSession.Outcome.valueOf(outcome), row.optText("error"))));
    }
}
