package dev.aisle.partner.push;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.aisle.base.http.Ask;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.push.Outlet.Account;
import dev.aisle.partner.push.Outlet.Stop;
import dev.aisle.partner.push.Outlet.Tried;
import dev.aisle.partner.source.PlatformHttp;
import dev.aisle.partner.source.Reply;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Access tokens of OAuth 2.0 (RFC 6749), fetched when they are needed and kept in memory until shortly before their
/// end.
final class AccessTokens {

    private static final Duration SLACK = Duration.ofMinutes(2);
    private static final long USUAL_SECONDS = 3_600;
    private static final int MOST_KEPT = 10_000;

    private final PlatformHttp http;
    private final URI endpoint;
    private final String name;
    private final Function<Secret, Map<String, String>> form;
    private final InstantSource time;
    private final Cache<MerchantId, Kept> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    private record Kept(Secret secret, String token, Instant until) {}

    /// What came of asking for one.
    sealed interface Token {

        record Good(String value) implements Token {}

        /// There is none, and what that means.
        ///
        /// @param stop for one who tells
        /// @param shut for one who has just entered an account
        record None(Stop stop, Tried shut) implements Token {}
    }

    /// @param endpoint the one address that credentials are sent to
    /// @param name the destination's, for the merchant
    /// @param form the fields with which a token is asked for
    AccessTokens(
            PlatformHttp http,
            URI endpoint,
            String name,
            Function<Secret, Map<String, String>> form,
            InstantSource time) {
        this.http = http;
        this.endpoint = endpoint;
        this.name = name;
        this.form = form;
        this.time = time;
    }

    /// A token that works.
    Token of(Account account) {
        Kept before = kept.getIfPresent(account.merchant());
        if (before != null && before.secret.equals(account.secret()) && before.until.isAfter(time.instant())) {
            return new Token.Good(before.token);
        }
        String fields = form.apply(account.secret()).entrySet().stream()
                .map(it -> it.getKey() + '=' + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        Reply reply = http.send(
                "POST", endpoint, Map.of(), Optional.of(new Ask.Content("application/x-www-form-urlencoded", fields)));
        return switch (reply) {
            case Reply.Said said -> read(account, said);
            case Reply.Failed failed
            when failed.status() / 100 == 4 && failed.status() != 429 ->
                refused(PlatformHttp.text(failed.body(), "error"));
            case Reply.Failed failed -> new Token.None(Stops.of(failed, name), Stops.shut(failed, name));
            case Reply.Silent silent -> new Token.None(Stops.of(silent, name), Stops.shut(silent, name));
        };
    }

    private Token refused(String message) {
        return new Token.None(
                Stops.notAccepted(name),
                new Tried.Shut("invalid_credentials", name + " does not accept the credentials: " + message + "."));
    }

    /// What it means that a call was refused for its token, which can end before its time: with a fresh one another
    /// call decides.
    Stop afterRefusal(Account account, Reply refused, Function<String, Reply> call) {
        kept.invalidate(account.merchant());
        Reply again = of(account) instanceof Token.Good fresh ? call.apply(fresh.value()) : refused;
        return again instanceof Reply.Said
                ? new Stop.Wait(Duration.ZERO, "The access was renewed.")
                : Stops.of(again, name);
    }

    private Token read(Account account, Reply.Said said) {
        String token = PlatformHttp.text(said.body(), "access_token");
        if (token.isEmpty()) {
            return refused("no access_token");
        }
        Secret secret = account.secret();
        String refresh = PlatformHttp.text(said.body(), "refresh_token");
        if (!refresh.isEmpty() && !secret.find("refresh_token").equals(Optional.of(refresh))) {
            secret = secret.with("refresh_token", refresh);
            account.renewed().accept(secret);
        }
        long seconds = said.body().path("expires_in").asLong(USUAL_SECONDS);
        kept.put(
                account.merchant(),
                new Kept(secret, token, time.instant().plusSeconds(seconds).minus(SLACK)));
        return new Token.Good(token);
    }
}
