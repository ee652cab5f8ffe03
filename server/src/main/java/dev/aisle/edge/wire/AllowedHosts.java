package dev.aisle.edge.wire;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The names this server answers to. A page of another site that a browser was tricked into sending here (DNS
/// rebinding) shows itself by a foreign `Host` or `Origin`.
public final class AllowedHosts {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> names = new HashSet<>(LOOPBACK);

    /// @param names hosts, besides those of this machine; ports do not count
    public AllowedHosts(Collection<String> names) {
        names.forEach(name -> this.names.add(withoutPort(name)));
    }

    /// Whether the call names a foreign host, or comes from a foreign page. A call without `Origin` comes from no
    /// page.
    public boolean isForeign(ServerRequest request) {
        boolean hostIsOurs = Optional.ofNullable(request.authority())
                .filter(authority -> names.contains(withoutPort(authority)))
                .isPresent();
        return !hostIsOurs
                || request.headers().values(HeaderNames.ORIGIN).stream().anyMatch(origin -> !isOurs(origin));
    }

    private boolean isOurs(String origin) {
        try {
            URI url = URI.create(origin);
            return url.getHost() != null && names.contains(withoutPort(url.getHost()));
        } catch (IllegalArgumentException noOrigin) {
            return false;
        }
    }

    private static String withoutPort(String authority) {
        String name = authority.strip().toLowerCase(Locale.ROOT);
        int bracket = name.lastIndexOf(']');
        int colon = name.lastIndexOf(':');
        return colon > bracket ? name.substring(0, colon) : name;
    }
}
