package dev.aisle.partner.source;

import dev.aisle.base.json.Json;
import dev.aisle.partner.credentials.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Tokens that end: `access_token`, `refresh_token` and `expires_at` of a secret. They are renewed a little
/// before their end, or when the platform ends them early; once, for all who ask at the time.
public final class Tokens {

    private static final Duration SLACK = Duration.ofMinutes(5);
    private static final String ACCESS = "access_token";
    private static final String REFRESH = "refresh_token";
    private static final String ENDS = "expires_at";

    private final InstantSource time;
    private final Map<String, ReentrantLock> renewing = new ConcurrentHashMap<>();

    public Tokens(InstantSource time) {
        this.time = time;
    }

    /// What came of a renewal.
    public sealed interface Renewed {

        record Fresh(Secret secret) implements Renewed {}

        /// The platform does not renew it any more.
        record Refused() implements Renewed {}

        /// It could not be asked.
        record NotNow(Reply why) implements Renewed {}
    }

    /// Asks with a token that works.
    public Reply send(Access access, Function<Secret, Reply> ask, Function<Secret, Renewed> renewal) {
        Secret secret = access.latest().get();
        if (secret.find(REFRESH).isEmpty()) {
            return ask.apply(secret);
        }
        Renewed first = endsSoon(secret) ? renew(access, secret, renewal) : new Renewed.Fresh(secret);
        return switch (first) {
            case Renewed.Fresh fresh -> {
                Reply reply = ask.apply(fresh.secret());
                yield reply instanceof Reply.Failed failed
                                && failed.status() == 401
                                && first.equals(new Renewed.Fresh(secret))
                        ? afterRenewal(renew(access, secret, renewal), ask)
                        : reply;
            }
            case Renewed.Refused refused -> afterRenewal(first, ask);
            case Renewed.NotNow notNow -> afterRenewal(first, ask);
        };
    }

    private static Reply afterRenewal(Renewed renewed, Function<Secret, Reply> ask) {
        return switch (renewed) {
            case Renewed.Fresh fresh -> ask.apply(fresh.secret());
            case Renewed.Refused refused -> new Reply.Failed(401, Json.tree("null"), Optional.empty(), Duration.ZERO);
            case Renewed.NotNow notNow -> notNow.why();
        };
    }

    private Renewed renew(Access access, Secret old, Function<Secret, Renewed> renewal) {
        ReentrantLock lock = renewing.computeIfAbsent(access.store().toString(), it -> new ReentrantLock());
        lock.lock();
        try {
            Secret now = access.latest().get();
            if (!now.equals(old)) {
                return new Renewed.Fresh(now); // somebody else did it meanwhile
            }
            Renewed renewed = renewal.apply(old);
            if (renewed instanceof Renewed.Fresh fresh) {
                access.renewed().accept(fresh.secret());
            }
            return renewed;
        } finally {
            lock.unlock();
        }
    }

    /// What is kept with the tokens of what was renewed; whatever else it says may have changed meanwhile.
    public static Secret renewed(Secret kept, Secret fresh) {
        Secret all = kept;
        for (String name : List.of(ACCESS, REFRESH, ENDS)) {
            Optional<String> value = fresh.find(name);
            if (value.isPresent()) {
                all = all.with(name, value.get());
            }
        }
        return all;
    }

    private boolean endsSoon(Secret secret) {
        return secret.find(ENDS)
                .map(Instant::parse)
                .filter(end -> !end.minus(SLACK).isAfter(time.instant()))
                .isPresent();
    }

    /// What a token endpoint answered, as a secret on top of the old one.
    public Renewed read(Reply reply, Secret old) {
        return switch (reply) {
            case Reply.Said said ->
                secret(said.body(), old).<Renewed>map(Renewed.Fresh::new).orElseGet(Renewed.Refused::new);
            case Reply.Failed failed when failed.status() >= 400 && failed.status() < 429 -> new Renewed.Refused();
            case Reply.Failed failed -> new Renewed.NotNow(failed);
            case Reply.Silent silent -> new Renewed.NotNow(silent);
        };
    }

    private Optional<Secret> secret(JsonNode said, Secret old) {
        String token = PlatformHttp.text(said, ACCESS);
        if (token.isEmpty()) {
            return Optional.empty();
        }
        Secret secret = old.with(ACCESS, token);
        String refresh = PlatformHttp.text(said, REFRESH);
        long seconds = said.path("expires_in").asLong(0);
        return Optional.of(
                refresh.isEmpty() || seconds <= 0
                        ? secret
                        : secret.with(REFRESH, refresh)
                                .with(ENDS, time.instant().plusSeconds(seconds).toString()));
    }
}
