package dev.aisle.base.http;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// What came of a request to somebody outside.
public sealed interface Answer {

    /// An HTTP answer of any status, redirects included: they are the caller's to judge. Header names are in lower
    /// case, repeated headers joined by a comma; the body is decompressed.
    record Got(URI url, int status, Map<String, String> headers, Body body) implements Answer {

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        /// The body as text, by its byte order mark, the declared charset, or the document's own word.
        public String text() {
            return body.text(header("content-type").orElse(""));
        }
    }

    /// We do not ask there: not http(s), an odd port, or an address that is not public.
    record Refused(String reason) implements Answer {}

    /// The answer is larger, or unpacks to more, than we take in.
    record TooLarge(String reason) implements Answer {}

    /// No answer, or none that can be understood.
    record Unreachable(String reason, boolean worthAskingAgain) implements Answer {}
}
