package dev.aisle.partner.source;

import java.net.URI;
import java.util.Map;

/// A store's interface, and what lets us in with each request.
///
/// @param base what paths are appended to
public record Api(PlatformHttp http, String base, Map<String, String> headers) {

    public Api {
        headers = Map.copyOf(headers);
    }

    public Reply get(String path) {
        return http.get(at(path), headers);
    }

    public Reply post(String path, Object body) {
        return http.post(at(path), headers, body);
    }

    public Reply delete(String path) {
        return http.delete(at(path), headers);
    }

    /// Without what lets us in.
    @Override
    public String toString() {
        return "Api[" + base + "]";
    }

    private URI at(String path) {
        return URI.create(base + path);
    }
}
