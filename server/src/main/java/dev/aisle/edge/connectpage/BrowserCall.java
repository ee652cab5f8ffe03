package dev.aisle.edge.connectpage;

import dev.aisle.base.ids.SecretToken;
import dev.aisle.edge.wire.Arrivals;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A browser's request, as far as the page looks at it.
///
/// @param path below the page's base, in segments
/// @param cookie the one that tells this browser from others
/// @param fields of a form, up to its file; empty for a request that sends none
/// @param file of a form, to be read at once or not at all
/// @param held what is given back when the call was answered
/// @param refused the status to answer with at once, because its body could not be taken
record BrowserCall(
        String method,
        List<String> path,
        Map<String, String> query,
        Map<String, String> fields,
        Optional<InputStream> file,
        Optional<String> cookie,
        String acceptLanguage,
        boolean fromElsewhere,
        Optional<InputStream> held,
        OptionalInt refused)
        implements AutoCloseable {

    static final String COOKIE = "aisle_connect";
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final Logger LOG = LoggerFactory.getLogger(BrowserCall.class);
    private static final int LARGEST_BODY = 65_536;
    private static final int NO_ROOM = 503;

    /// @param arrivals shared by all who read large bodies
    static BrowserCall of(ServerRequest request, String base, Arrivals arrivals) {
        String rest = request.prologue().uriPath().rawPath().substring(base.length());
        String trimmed = rest.startsWith("/") ? rest.substring(1) : rest;
        List<String> path =
                List.of((trimmed.endsWith("/") ? trimmed.substring(0, trimmed.length() - 1) : trimmed).split("/", -1));
        Map<String, String> query = new HashMap<>();
        request.query()
                .toMap()
                .forEach((name, values) -> values.stream().findFirst().ifPresent(it -> query.put(name, it)));
        Sent sent = request.prologue().method().equals(Method.POST) ? sent(request, arrivals) : Sent.of(Map.of());
        return new BrowserCall(
                request.prologue().method().text(),
                path,
                query,
                sent.fields,
                sent.file,
                cookie(request),
                request.headers().first(HeaderNames.ACCEPT_LANGUAGE).orElse(""),
                request.headers()
                        .first(FETCH_SITE)
                        .filter(it -> it.equals("cross-site"))
                        .isPresent(),
                sent.held,
                sent.refused);
    }

    @Override
    public void close() {
        held.ifPresent(body -> {
            try {
                body.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    boolean isLook() {
        return method.equals("GET") || method.equals("HEAD");
    }

    boolean isPost() {
        return method.equals("POST");
    }

    String token() {
        return path.getFirst();
    }

    /// What follows the token; empty for the session's first page.
    String rest() {
        return String.join("/", path.subList(1, path.size()));
    }

    /// The language named in the address.
    Optional<String> language() {
        return Optional.ofNullable(query.get("lang")).filter(Texts.LANGUAGES::containsKey);
    }

    private static Optional<String> cookie(ServerRequest request) {
        return request.headers().values(HeaderNames.COOKIE).stream()
                .flatMap(line -> List.of(line.split(";", -1)).stream())
                .map(String::strip)
                .filter(pair -> pair.startsWith(COOKIE + "="))
                .map(pair -> pair.substring(COOKIE.length() + 1).replace("\"", "")) // RFC 6265 lets clients quote
                .filter(SecretToken::hasForm)
                .findFirst();
    }

    private record Sent(
            Map<String, String> fields, Optional<InputStream> file, Optional<InputStream> held, OptionalInt refused) {

        static Sent of(Map<String, String> fields) {
            return new Sent(fields, Optional.empty(), Optional.empty(), OptionalInt.empty());
        }

        static Sent refused(int status) {
            return new Sent(Map.of(), Optional.empty(), Optional.empty(), OptionalInt.of(status));
        }
    }

    private static Sent sent(ServerRequest request, Arrivals arrivals) {
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        Optional<String> boundary = Multipart.boundary(type);
        if (boundary.isPresent() && request.content().hasEntity()) {
            return arrivals.pass(request.content().inputStream(), Multipart.HELD)
                    .map(body -> parts(body, boundary.get()))
                    .orElseGet(() -> Sent.refused(NO_ROOM));
        }
        return switch (arrivals.read(request.content(), LARGEST_BODY)) {
            case Arrivals.Arrival.Whole whole -> Sent.of(form(whole.body()));
            case Arrivals.Arrival.TooLarge large -> Sent.refused(413);
            case Arrivals.Arrival.TooSlow slow -> Sent.refused(408);
            case Arrivals.Arrival.BrokenOff broken -> Sent.refused(400);
            case Arrivals.Arrival.NoRoom none -> Sent.refused(NO_ROOM);
        };
    }

    private static Sent parts(InputStream body, String boundary) {
        try {
            Multipart parts = Multipart.read(body, boundary);
            return new Sent(parts.fields(), parts.file(), Optional.of(body), OptionalInt.empty());
        } catch (IOException | UncheckedIOException broken) {
            LOG.debug("a form broke off", broken);
            return new Sent(Map.of(), Optional.empty(), Optional.of(body), OptionalInt.of(400));
        }
    }

    /// `application/x-www-form-urlencoded`; what is not encoded is taken as it is.
    static Map<String, String> form(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
