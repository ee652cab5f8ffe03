package dev.aisle.partner.source.woocommerce;

import dev.aisle.base.http.Answer;
import dev.aisle.base.http.Ask;
import dev.aisle.base.http.BodyKind;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.json.Json;
import dev.aisle.partner.source.Access;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Asks a WooCommerce store, with its key where one is needed.
final class WooCommerceClient {

    /// What came of asking.
    sealed interface Reply {

        /// What it said.
        ///
        /// @param total rows in all, and pages of them, where the store counts them
        record Json(JsonNode body, Optional<Integer> total, Optional<Integer> pages) implements Reply {}

        /// An HTTP error; `code` is the store's own word.
        record Failed(int status, String code, Optional<Duration> pause) implements Reply {}

        /// No answer, or none in JSON.
        record Silent(String reason) implements Reply {}
    }

    private static final int LONGEST_WAIT = 3_600;

    private final OutsideHttp http;

    WooCommerceClient(OutsideHttp http) {
        this.http = http;
    }

    /// A read below `/wp-json/`.
    Reply get(Access access, String path) {
        return reply(http.send(Ask.get(at(access, path), headers(access), BodyKind.API)));
    }

    /// A read that needs no key.
    Reply getOpen(URI url) {
        return reply(http.send(Ask.get(url, Map.of("Accept", "application/json"), BodyKind.API)));
    }

    Reply post(Access access, String path, Map<String, ?> body) {
        return reply(http.send(new Ask(
                "POST",
                at(access, path),
                headers(access),
                Optional.of(new Ask.Content("application/json", Json.write(body))),
                BodyKind.API)));
    }

    Reply delete(Access access, String path) {
        return reply(http.send(new Ask("DELETE", at(access, path), headers(access), Optional.empty(), BodyKind.API)));
    }

    private static URI at(Access access, String path) {
        return URI.create(access.store() + "/wp-json/" + path);
    }

    private static Map<String, String> headers(Access access) {
        String pair =
                access.secret().get("consumer_key") + ":" + access.secret().get("consumer_secret");
        return Map.of(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)),
                "Accept",
                "application/json");
    }

    private static Reply reply(Answer answer) {
        return switch (answer) {
            case Answer.Got got -> read(got);
            case Answer.Refused refused -> new Reply.Silent(refused.reason());
            case Answer.TooLarge large -> new Reply.Silent(large.reason());
            case Answer.Unreachable gone -> new Reply.Silent(gone.reason());
        };
    }

    private static Reply read(Answer.Got got) {
        JsonNode body;
        try {
            body = Json.tree(got.text());
        } catch (JacksonException notJson) {
            body = Json.tree("null");
        }
        if (got.status() / 100 != 2) {
            return new Reply.Failed(got.status(), body.path("code").asString(""), pause(got));
        }
        return body.isObject() || body.isArray()
                ? new Reply.Json(body, number(got, "x-wp-total"), number(got, "x-wp-totalpages"))
                : new Reply.Silent("The store's answer is no JSON.");
    }

    private static Optional<Duration> pause(Answer.Got got) {
        return number(got, "retry-after").map(seconds -> Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT)));
    }

    private static Optional<Integer> number(Answer.Got got, String header) {
        return got.header(header)
                .map(String::strip)
                .filter(it -> it.length() < 10 && !it.isEmpty() && it.chars().allMatch(Character::isDigit))
                .map(Integer::valueOf);
    }
}
