package dev.aisle.base.http;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Asks for an address and follows its redirects, each of them guarded like the first. Credentials go to the first
/// host only.
public final class Redirects {

    public static final int MOST = 5;

    private static final String AUTHORIZATION = "Authorization";

    private Redirects() {}

    public static Answer follow(OutsideHttp http, URI first, Map<String, String> headers, BodyKind expected) {
        return follow(first, headers, expected, http::send);
    }

    /// The same, however it is asked.
    public static Answer follow(
            URI first, Map<String, String> headers, BodyKind expected, Function<Ask, Answer> asking) {
        URI at = first;
        for (int hop = 0; hop <= MOST; hop++) {
            boolean home = String.valueOf(at.getRawAuthority()).equals(String.valueOf(first.getRawAuthority()));
            Map<String, String> sent = home ? headers : without(headers);
            Answer answer = asking.apply(Ask.get(at, sent, expected));
            Optional<URI> next = answer instanceof Answer.Got got ? next(at, got) : Optional.empty();
            if (next.isEmpty()) {
                return answer;
            }
            at = next.get();
        }
        return new Answer.Unreachable(first.getRawAuthority() + " redirects more than " + MOST + " times.", false);
    }

    private static Optional<URI> next(URI at, Answer.Got got) {
        Optional<String> location = got.header("location").filter(it -> got.status() / 100 == 3);
        try {
            return location.map(at::resolve);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static Map<String, String> without(Map<String, String> headers) {
        Map<String, String> rest = new HashMap<>(headers);
        rest.remove(AUTHORIZATION);
        return rest;
    }
}
