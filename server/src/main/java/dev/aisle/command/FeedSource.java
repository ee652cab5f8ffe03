package dev.aisle.command;

import dev.aisle.Settings;
import dev.aisle.base.http.Answer;
import dev.aisle.base.http.BodyKind;
import dev.aisle.base.http.FetchAllow;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.http.Redirects;
import dev.aisle.base.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where the bytes of a feed come from: a file of any size, or a URL that is fetched whole by the same guarded way as
/// everything outside.
sealed interface FeedSource {

    InputStream open();

    /// A file of this machine.
    record LocalFile(Path path) implements FeedSource {

        @Override
        public InputStream open() {
            try {
                return Files.newInputStream(path);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    /// A file that was fetched.
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Fetched(byte[] bytes) implements FeedSource {

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    static FeedSource of(String said, Settings settings) {
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return fetch(said, settings);
        }
        Path path = Path.of(said);
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw Problem.of(Problem.Code.NOT_FOUND, "No readable file at " + path.toAbsolutePath() + ".");
        }
        return new LocalFile(path);
    }

    private static FeedSource fetch(String said, Settings settings) {
        URI at;
        try {
            at = URI.create(said);
        } catch (IllegalArgumentException broken) {
            throw Problem.of(Problem.Code.INVALID, "The address of the feed is not a URL.");
        }
        try (OutsideHttp outside = new OutsideHttp(FetchAllow.of(settings.fetchAllow()), settings.crawlerAgent())) {
            Answer.Got got = got(Redirects.follow(outside, at, Map.of(), BodyKind.FEED), at);
            if (got.status() != 200) {
                throw refused(at, "answered " + got.status());
            }
            return new Fetched(got.body().bytes());
        }
    }

    private static Answer.Got got(Answer answer, URI at) {
        return switch (answer) {
            case Answer.Got got -> got;
            case Answer.Refused refused -> throw refused(at, refused.reason());
            case Answer.TooLarge large ->
                throw refused(at, large.reason() + " Save it to a file and import that: files may be of any size.");
            case Answer.Unreachable gone -> throw refused(at, gone.reason());
        };
    }

    /// Says the address without what may be a secret in it.
    private static Problem refused(URI at, String why) {
        String path = Optional.ofNullable(at.getRawPath()).orElse("");
        String host = Optional.ofNullable(at.getHost()).orElse("the address");
        return Problem.of(Problem.Code.INVALID, host + path + " cannot be imported: " + why);
    }
}
