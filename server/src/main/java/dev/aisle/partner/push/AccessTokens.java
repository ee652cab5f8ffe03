package dev.aisle.partner.push;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.aisle.base.http.Ask;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.push.Outlet.Account;
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
    private final InstantSource time;
    private final Cache<MerchantId, Kept> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    private record Kept(Secret secret, String token, Instant until) {}

    /// What came of asking for one.
    sealed interface Token {

        record Good(String value) implements Token {}

        /// The credentials are refused.
        record Refused(String message) implements Token {}

        /// It could not be asked for.
        record NotNow(Reply why) implements Token {}
    }

    /// @param endpoint the one address that credentials are sent to
    AccessTokens(PlatformHttp http, URI endpoint, InstantSource time) {
        this.http = http;
        this.endpoint = endpoint;
        this.time = time;
    }

    URI endpoint() {
        return endpoint;
    }

    /// A token that works; `form` says with which fields one is asked for.
    Token of(Account account, Function<Secret, Map<String, String>> form) {
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
                new Token.Refused(PlatformHttp.text(failed.body(), "error"));
            case Reply.Failed failed -> new Token.NotNow(failed);
            case Reply.Silent silent -> new Token.NotNow(silent);
        };
    }

    /// The platform does not take the token any more.
    void forget(MerchantId merchant) {
        kept.invalidate(merchant);
    }

    private Token read(Account account, Reply.Said said) {
        String token = PlatformHttp.text(said.body(), "access_token");
        if (token.isEmpty()) {
            return new Token.Refused("no access_token");
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
