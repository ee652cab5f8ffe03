package dev.aisle.supply.crawl;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/// Where a shop is at home, and what its robots.txt lets us ask for there.
final class FrontDoor {

    /// What came of asking for the robots.txt.
    sealed interface Entry {

        /// It was read, or is known not to be there.
        ///
        /// @param origin where to ask: the root of the host that answers
        record Open(URI origin, RobotsRules rules) implements Entry {}

        /// No robots.txt can be read, at none of the shop's hosts.
        record Shut(String reason, Instant askAgainAt) implements Entry {}
    }

    private final Robots robots;
    private final Site site;

    FrontDoor(Robots robots, Site site) {
        this.robots = robots;
        this.site = site;
    }

    /// The entry at that address, or at another of the shop's hosts where this one does not answer.
    Entry at(URI home) throws InterruptedException {
        return switch (robots.of(home)) {
            case Robots.Permission.Known known -> open(home, known);
            case Robots.Permission.Unknown unknown -> {
                for (URI other : otherHomes(home)) {
                    if (robots.of(other) instanceof Robots.Permission.Known known) {
                        yield open(other, known);
                    }
                }
                yield new Entry.Shut(unknown.reason(), unknown.askAgainAt());
            }
        };
    }

    /// Where else a shop may be at home: without encryption, and with or without `www.`, which some domains lack an
    /// address for.
    private static List<URI> otherHomes(URI home) {
        if (!home.getScheme().equals("https")) {
            return List.of();
        }
        String authority = home.getRawAuthority();
        String twin = authority.startsWith("www.") ? authority.substring("www.".length()) : "www." + authority;
        return List.of(
                URI.create("https://" + twin + "/"),
                URI.create("http://" + authority + "/"),
                URI.create("http://" + twin + "/"));
    }

    /// A shop that sends us from one of its hosts to another for its robots.txt does so for its pages too.
    private Entry open(URI asked, Robots.Permission.Known known) throws InterruptedException {
        URI found = known.foundAt().resolve("/");
        boolean moved = "/robots.txt".equals(known.foundAt().getRawPath())
                && site.holds(found)
                && !Robots.origin(found).equals(Robots.origin(asked));
        return moved && robots.of(found) instanceof Robots.Permission.Known there
                ? new Entry.Open(found, there.rules())
                : new Entry.Open(asked.resolve("/"), known.rules());
    }
}
