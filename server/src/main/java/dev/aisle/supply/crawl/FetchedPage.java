package dev.aisle.supply.crawl;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What came back for a URL: the body already decompressed and decoded to text, header names in lower case.
///
/// @param asked the URL we asked for
/// @param url where it was found, after redirects
public record FetchedPage(
        URI asked,
        URI url,
        int status,
        String contentType,
        Map<String, String> headers,
        String text,
        Instant fetchedAt) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
