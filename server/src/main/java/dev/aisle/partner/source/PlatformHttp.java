package dev.aisle.partner.source;

import dev.aisle.base.http.Answer;
import dev.aisle.base.http.Ask;
import dev.aisle.base.http.BodyKind;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Asks platforms for JSON. It follows no redirect, so that credentials stay with the host they are for,
/// and reads how long we are asked to wait and what the platform takes for the time.
public final class PlatformHttp {

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration CLOSE_ENOUGH = Duration.ofMinutes(1);
    private static final JsonNode NOTHING = Json.tree("null");

    private final OutsideHttp http;
    private final InstantSource time;

    public PlatformHttp(OutsideHttp http, InstantSource time) {
        this.http = http;
        this.time = time;
    }

    public Reply get(URI url, Map<String, String> headers) {
        return send("GET", url, headers, Optional.empty());
    }

    public Reply post(URI url, Map<String, String> headers, Object body) {
        return send("POST", url, headers, Optional.of(new Ask.Content("application/json", Json.write(body))));
    }

    public Reply delete(URI url, Map<String, String> headers) {
        return send("DELETE", url, headers, Optional.empty());
    }

    public Reply send(String method, URI url, Map<String, String> headers, Optional<Ask.Content> content) {
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("Accept", "application/json");
        return switch (http.send(new Ask(method, url, all, content, BodyKind.API))) {
            case Answer.Got got -> read(got);
            case Answer.Refused refused -> new Reply.Silent("store_unreachable", refused.reason());
            case Answer.TooLarge large -> new Reply.Silent("platform_error", large.reason());
            case Answer.Unreachable gone -> new Reply.Silent("store_unreachable", gone.reason());
        };
    }

    private Reply read(Answer.Got got) {
        Instant now = time.instant();
        Instant theirs = date(got.header("date")).orElse(now);
        Duration behind = Optional.of(Duration.between(theirs, now))
                .filter(it -> it.compareTo(CLOSE_ENOUGH) > 0)
                .orElse(Duration.ZERO);
        Optional<JsonNode> body = json(got.text());
        if (got.status() / 100 != 2) {
            return new Reply.Failed(got.status(), body.orElse(NOTHING), pause(got, theirs), behind);
        }
        return got.status() == 204
                ? new Reply.Said(NOTHING, got.headers(), behind)
                : body.<Reply>map(it -> new Reply.Said(it, got.headers(), behind))
                        .orElseGet(() -> new Reply.Silent("platform_error", "The store's answer is no JSON."));
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(Json.tree(text)).filter(it -> it.isObject() || it.isArray());
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    /// RFC 9110 section 10.2.3: seconds, or a date of theirs; some platforms write parts of a second.
    private static Optional<Duration> pause(Answer.Got got, Instant theirNow) {
        String said = got.header("retry-after").orElse("").strip();
        Optional<Duration> pause = said.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")
                ? Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(said) * 1_000)))
                : date(Optional.of(said)).map(at -> Duration.between(theirNow, at));
        return pause.filter(it -> !it.isNegative()).map(it -> it.compareTo(LONGEST_PAUSE) < 0 ? it : LONGEST_PAUSE);
    }

    private static Optional<Instant> date(Optional<String> text) {
        try {
            return text.filter(it -> !it.isEmpty())
                    .map(it -> ZonedDateTime.parse(it, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }

    /// What an object says under a name, as text; empty where that is none.
    public static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() ? value.asString("").strip() : "";
    }

    /// A text as a value of a query.
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
