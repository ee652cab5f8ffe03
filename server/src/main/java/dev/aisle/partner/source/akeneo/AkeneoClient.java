package dev.aisle.partner.source.akeneo;

import dev.aisle.base.http.OutsideHttp;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Pace;
import dev.aisle.partner.source.PlatformHttp;
import dev.aisle.partner.source.Reply;
import dev.aisle.partner.source.Tokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;

/// Asks a PIM. Tokens come for a user name and password and last an hour; a refresh token lasts two weeks,
/// and after that the password is used again.
final class AkeneoClient {

    /// A PIM allows a hundred; the way to it is not even.
    private static final int REQUESTS_A_SECOND = 96;

    private final PlatformHttp http;
    private final Tokens tokens;
    private final Pace pace = new Pace(REQUESTS_A_SECOND);

    AkeneoClient(OutsideHttp http, InstantSource time) {
        this.http = new PlatformHttp(http, time);
        this.tokens = new Tokens(time);
    }

    /// The first tokens, for a secret with `client_id`, `client_secret`, `username` and `password`.
    Tokens.Renewed signIn(URI host, Secret secret) {
        return tokens(
                host,
                secret,
                Map.of(
                        "grant_type",
                        "password",
                        "username",
                        secret.get("username"),
                        "password",
                        secret.get("password")));
    }

    /// A read with a token that works; one that cannot be renewed any more is got anew.
    Reply get(Access access, URI url) {
        return tokens.send(
                access,
                secret -> {
                    pace.await(url.getRawAuthority());
                    return http.get(
                            url,
                            Map.of(
                                    "Authorization",
                                    "Bearer " + secret.find("access_token").orElse("")));
                },
                secret -> {
                    Tokens.Renewed renewed = tokens(
                            access.store(),
                            secret,
                            Map.of("grant_type", "refresh_token", "refresh_token", secret.get("refresh_token")));
                    return renewed instanceof Tokens.Renewed.Refused ? signIn(access.store(), secret) : renewed;
                });
    }

    Reply get(Access access, String path) {
        return get(access, URI.create(access.store() + "/api/rest/v1/" + path));
    }

    private Tokens.Renewed tokens(URI host, Secret secret, Map<String, String> grant) {
        String pair = secret.get("client_id") + ":" + secret.get("client_secret");
        return tokens.read(
                http.post(
                        URI.create(host + "/api/oauth/v1/token"),
                        Map.of(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))),
                        grant),
                secret);
    }
}
