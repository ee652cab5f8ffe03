package dev.aisle.supply.crawl;

import dev.aisle.base.http.Answer;
import java.net.URI;
import java.util.Optional;

/// Where an answer sends us on to.
final class Redirect {

    private Redirect() {}

    /// The target of a redirect, absolute and without fragment; nothing for any other answer, and for a redirect
    /// whose target cannot be read.
    static Optional<URI> target(Answer.Got got, URI asked) {
        return switch (got.status()) {
            case 301, 302, 303, 307, 308 -> got.header("location").flatMap(it -> resolve(asked, it));
            default -> Optional.empty();
        };
    }

    private static Optional<URI> resolve(URI asked, String location) {
        String target = location.strip().replace(" ", "%20");
        int fragment = target.indexOf('#');
        try {
            URI resolved = asked.resolve(fragment < 0 ? target : target.substring(0, fragment));
            return resolved.getHost() == null ? Optional.empty() : Optional.of(resolved);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
