package dev.aisle.supply.crawl;

import dev.aisle.base.http.Answer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What an answer can be asked for again by, so that only a change is sent (RFC 9110, section 13).
record Validators(Optional<String> etag, Optional<String> lastModified) {

    static final Validators NONE = new Validators(Optional.empty(), Optional.empty());
    private static final int LONGEST = 500;

    static Validators of(Answer.Got answer) {
        return new Validators(usable(answer.header("etag")), usable(answer.header("last-modified")));
    }

    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        etag.ifPresent(it -> headers.put("If-None-Match", it));
        lastModified.ifPresent(it -> headers.put("If-Modified-Since", it));
        return headers;
    }

    boolean isEmpty() {
        return etag.isEmpty() && lastModified.isEmpty();
    }

    private static Optional<String> usable(Optional<String> header) {
        return header.filter(it -> it.length() <= LONGEST && it.chars().allMatch(c -> c >= ' ' && c < 127));
    }
}
