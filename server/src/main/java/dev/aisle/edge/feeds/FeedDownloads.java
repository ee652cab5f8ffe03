package dev.aisle.edge.feeds;

import dev.aisle.edge.wire.Surface;
import dev.aisle.partner.feed.FeedFile;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;

/// Serves feed files: `GET` and `HEAD /feeds/{secret}/{name}`, with conditional requests (RFC 9110, section 13).
public final class FeedDownloads implements Surface {

    private static final int ATTEMPTS = 3;

    private final String path;
    private final BiFunction<String, String, Optional<FeedFile>> files;

    /// @param base what stands before `/feeds/...` in addresses
    /// @param files the file behind a secret and a name
    public FeedDownloads(String base, BiFunction<String, String, Optional<FeedFile>> files) {
        this.path = Optional.ofNullable(URI.create(base).getPath()).orElse("") + "/feeds/";
        this.files = files;
    }

    @Override
    public void mount(HttpRules rules) {
        rules.route(
                method -> method.equals(Method.GET) || method.equals(Method.HEAD),
                PathMatchers.create(path + "{secret:[0-9A-Za-z]+}/{name:[0-9A-Za-z.-]+}"),
                this::serve);
        rules.get(path + "*", (request, response) -> notFound(response));
    }

    private void serve(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CACHE_CONTROL, "no-cache").header("X-Robots-Tag", "noindex");
        String secret = request.path().pathParameters().get("secret");
        String name = request.path().pathParameters().get("name");
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<FeedFile> file = files.apply(secret, name);
                if (file.isEmpty()) {
                    break;
                }
                if (served(file.get(), request, response)) {
                    return;
                }
            }
            notFound(response);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// False where the file was replaced between finding and opening it.
    private static boolean served(FeedFile file, ServerRequest request, ServerResponse response) throws IOException {
        String tag = '"' + file.digest().substring(0, 32) + '"';
        Instant changed = file.changedAt().truncatedTo(ChronoUnit.SECONDS);
        boolean head = request.prologue().method().equals(Method.HEAD);
        if (isKnown(request, tag, changed)) {
            tagged(response, tag, changed).status(Status.NOT_MODIFIED_304).send();
            return true;
        }
        try (InputStream in = Files.newInputStream(file.path())) {
            tagged(response, tag, changed)
                    .header(HeaderNames.CONTENT_TYPE, file.contentType())
                    .header(HeaderNames.CONTENT_LENGTH, Long.toString(file.bytes()));
            if (head) {
                response.send();
                return true;
            }
            try (OutputStream out = response.outputStream()) {
                in.transferTo(out);
            }
            return true;
        } catch (NoSuchFileException replaced) {
            return false;
        }
    }

    private static ServerResponse tagged(ServerResponse response, String tag, Instant changed) {
        return response.header(HeaderNames.ETAG, tag)
                .header(
                        HeaderNames.LAST_MODIFIED,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(changed.atZone(ZoneOffset.UTC)));
    }

    private static boolean isKnown(ServerRequest request, String tag, Instant changed) {
        Optional<String> tags = request.headers().first(HeaderNames.IF_NONE_MATCH);
        if (tags.isPresent()) {
            return Arrays.stream(tags.get().split(",", -1))
                    .map(String::strip)
                    .anyMatch(it -> it.equals("*") || it.equals(tag) || it.equals("W/" + tag));
        }
        return request.headers()
                .first(HeaderNames.IF_MODIFIED_SINCE)
                .flatMap(FeedDownloads::moment)
                .map(since -> !changed.isAfter(since))
                .orElse(false);
    }

    private static Optional<Instant> moment(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }

    private static void notFound(ServerResponse response) {
        response.status(Status.NOT_FOUND_404)
                .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .send("No such feed.\n".getBytes(StandardCharsets.UTF_8));
    }
}
