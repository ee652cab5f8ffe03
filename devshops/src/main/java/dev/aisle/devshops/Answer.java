package dev.aisle.devshops;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a shop answers.
///
/// @param changed set by shops that answer conditional requests
record Answer(int status, Map<String, String> headers, Body body, Optional<Instant> changed) {

    sealed interface Body {}

    static final class Whole implements Body {

        private final byte[] bytes;

        Whole(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /// A body written until it ends or the visitor leaves.
    ///
    /// @param length told beforehand, or 0 when it is not
    record Stream(Writer writer, long length) implements Body {}

    interface Writer {
        void to(OutputStream out) throws IOException;
    }

    static Answer html(String page) {
        return of(200, "text/html; charset=utf-8", page);
    }

    static Answer xml(String document) {
        return of(200, "application/xml; charset=utf-8", document);
    }

    static Answer json(Object value) {
        return of(200, "application/json; charset=utf-8", JsonText.of(value));
    }

    static Answer text(String text) {
        return of(200, "text/plain; charset=utf-8", text);
    }

    static Answer of(int status, String type, String text) {
        return of(status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer of(int status, String type, byte[] bytes) {
        return new Answer(status, Map.of("Content-Type", type), new Whole(bytes), Optional.empty());
    }

    static Answer stream(String type, Writer writer) {
        return new Answer(200, Map.of("Content-Type", type), new Stream(writer, 0), Optional.empty());
    }

    /// Promises a length and breaks the connection when the writer gives less.
    static Answer promising(long length, String type, Writer writer) {
        return new Answer(200, Map.of("Content-Type", type), new Stream(writer, length), Optional.empty());
    }

    static Answer redirect(int status, String location) {
        return of(status, "text/plain", "").with("Location", location);
    }

    static Answer missing() {
        return of(404, "text/html; charset=utf-8", "<!doctype html><title>Not found</title><h1>Page not found</h1>");
    }

    Answer with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body, changed);
    }

    Answer status(int other) {
        return new Answer(other, headers, body, changed);
    }

    /// Lets a visitor ask again with `If-None-Match` or `If-Modified-Since`.
    Answer since(Instant when) {
        return new Answer(status, headers, body, Optional.of(when));
    }
}
