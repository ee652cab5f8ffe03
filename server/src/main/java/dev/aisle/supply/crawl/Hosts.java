package dev.aisle.supply.crawl;

import dev.aisle.base.db.Db;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// What is known of hosts: the robots.txt of an origin as last read, and until when a host and port wants no
/// requests.
final class Hosts {

    /// A robots.txt as it was read.
    ///
    /// @param text empty for a missing file, which forbids nothing
    /// @param foundAt where it was found after redirects
    record KeptRobots(String text, URI foundAt, Instant readAt) {}

    private final Db db;

    Hosts(Db db) {
        this.db = db;
    }

    Optional<KeptRobots> robots(String origin) {
        return db.find(
                "select robots, robots_url, robots_at from hosts where host = ? and robots_at is not null",
                row -> new KeptRobots(row.text("robots"), URI.create(row.text("robots_url")), row.instant("robots_at")),
                origin);
    }

    void keepRobots(String origin, KeptRobots robots) {
        db.execute(
                """
                insert into hosts (host, robots, robots_url, robots_at) values (?, ?, ?, ?)
                on conflict (host) do update set
                    robots = excluded.robots, robots_url = excluded.robots_url, robots_at = excluded.robots_at
                """, origin, robots.text().replace("\0", ""), robots.foundAt().toString(), robots.readAt());
    }

    Optional<Instant> silentUntil(String hostAndPort) {
        return db.find(
                "select silent_until from hosts where host = ? and silent_until is not null",
                row -> row.instant("silent_until"),
                hostAndPort);
    }

    void keepSilent(String hostAndPort, Instant until) {
        db.execute("""
                insert into hosts (host, silent_until) values (?, ?)
                on conflict (host) do update set silent_until = excluded.silent_until
                """, hostAndPort, until);
    }
}
