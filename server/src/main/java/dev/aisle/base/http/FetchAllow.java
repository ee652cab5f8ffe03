package dev.aisle.base.http;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The operator's development allowlist: the hosts with their ports, and only these, that may be an IP address,
/// loopback, private or on an odd port. They are spoken to over plain http.
public record FetchAllow(Set<String> entries) {

    /// Admits nothing beyond the public web.
    public static final FetchAllow NOTHING = new FetchAllow(Set.of());

    private static final Pattern ENTRY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:/?#\\s@\\[\\]]+)(?::([0-9]{1,5}))?");
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int LAST_PORT = 65_535;

    public FetchAllow {
        entries = Set.copyOf(entries);
    }

    /// Reads entries such as `127.0.0.1:8091` or `localhost:8092`; an entry without a port means port 80.
    public static FetchAllow of(Collection<String> written) {
        Set<String> entries = new LinkedHashSet<>();
        for (String entry : written) {
            Matcher parts = ENTRY.matcher(entry.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException("'" + entry + "' is not host:port, such as 127.0.0.1:8091");
            }
            int port = parts.group(2) == null ? HTTP_PORT : Integer.parseInt(parts.group(2));
            if (port == 0 || port > LAST_PORT) {
                throw new IllegalArgumentException("'" + entry + "' has no port from 1 to " + LAST_PORT);
            }
            entries.add(key(parts.group(1), port));
        }
        return new FetchAllow(entries);
    }

    /// Whether this host and port are on the list, exactly as written there; no other name of the same machine is.
    public boolean admits(String host, int port) {
        return entries.contains(key(host, port));
    }

    public boolean admits(URI url) {
        return url.getHost() != null && admits(url.getHost(), port(url));
    }

    /// The address as it is asked for: a listed host over plain http, every other one unchanged.
    public URI spokenTo(URI url) {
        if (!"https".equalsIgnoreCase(url.getScheme()) || !admits(url)) {
            return url;
        }
        return URI.create("http" + url.toString().substring("https".length()));
    }

    /// The port that an http or https address leads to.
    public static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? HTTPS_PORT : HTTP_PORT;
    }

    static boolean isWebPort(int port) {
        return port == HTTP_PORT || port == HTTPS_PORT;
    }

    private static String key(String host, int port) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return bare.toLowerCase(Locale.ROOT) + ' ' + port;
    }
}
