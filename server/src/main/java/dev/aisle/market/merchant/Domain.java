package dev.aisle.market.merchant;

import crawlercommons.domains.EffectiveTldFinder;
import dev.aisle.base.http.AsciiHost;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The host of a storefront as we write it: lower case, in IDNA ASCII form, without `www.`, port or
/// trailing dot. A host of the development allowlist keeps its port and is spoken to over plain http; every
/// other one over https.
public record Domain(String value, String scheme) {

    /// What came of reading a domain.
    public sealed interface Parsed {

        record Good(Domain domain) implements Parsed {}

        /// `why` says what is wrong and what to send instead.
        record Refused(String why) implements Parsed {}
    }

    private static final int LONGEST_INPUT = 2_048;
    private static final int LONGEST_ECHO = 100;
    private static final Pattern SCHEME = Pattern.compile("[^:/?#]*://");
    private static final Pattern URL = Pattern.compile("([^:/?#]*)://([^/?#]*)(?:[/?#].*)?", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^]]*]|[^:\\[\\]]*)(?::([0-9]{0,5}))?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");

    /// Reads a bare host or an http(s) URL; what `allowed` names (`127.0.0.1:8091`, or a host alone for
    /// port 80) may be an IP address, loopback or on any port.
    public static Parsed parse(String said, Collection<String> allowed) {
        String input = said.strip();
        if (input.isEmpty() || input.length() > LONGEST_INPUT) {
            return refused(input, "is not a host name");
        }
        Matcher url = URL.matcher(SCHEME.matcher(input).lookingAt() ? input : "https://" + input);
        if (!url.matches()) {
            return refused(input, "is not a host name");
        }
        String scheme = url.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return refused(input, "has the scheme '" + shortened(scheme) + "', not http or https");
        }
        if (url.group(2).indexOf('@') >= 0) {
            return refused(input, "holds a user name");
        }
        Matcher authority = AUTHORITY.matcher(url.group(2));
        if (!authority.matches()) {
            return refused(input, "is not a host name");
        }
        String port = authority.group(2) == null ? "" : authority.group(2);
        return admitted(authority.group(1), port, allowed)
                .<Parsed>map(Parsed.Good::new)
                .orElseGet(() -> publicHost(input, authority.group(1), port));
    }

    private static Optional<Domain> admitted(String host, String port, Collection<String> allowed) {
        String lower = host.toLowerCase(Locale.ROOT);
        String withPort = port.isEmpty() ? lower : lower + ':' + port;
        return allowed.stream()
                .map(it -> it.strip().toLowerCase(Locale.ROOT))
                .filter(it -> it.equals(withPort) || (it.equals(lower) && port.equals("80")))
                .findFirst()
                .map(it -> new Domain(it, "http"));
    }

    private static Parsed publicHost(String input, String written, String port) {
        if (written.startsWith("[")) {
            return refused(input, "is an IP address");
        }
        if (!port.isEmpty() && Integer.parseInt(port) != 80 && Integer.parseInt(port) != 443) {
            return refused(input, "has a port");
        }
        Optional<String> ascii = AsciiHost.of(written);
        if (ascii.isEmpty()) {
            return refused(input, "is not a host name");
        }
        String host = ascii.get();
        int lastDot = host.lastIndexOf('.');
        if (NUMBER.matcher(host.substring(lastDot + 1)).matches()) {
            return refused(input, "is an IP address");
        }
        if (lastDot < 0) {
            return refused(input, "is not a public storefront domain");
        }
        if (!isRegistrable(host)) {
            return refused(input, "is a public suffix, under which others register their domains");
        }
        String rest = host.startsWith("www.") ? host.substring("www.".length()) : host;
        return new Parsed.Good(new Domain(isRegistrable(rest) ? rest : host, "https"));
    }

    /// Whether it is a public suffix and at least one label more. Under a top level that the list does not
    /// know, the top level is the suffix (publicsuffix.org, Algorithm, step 2).
    private static boolean isRegistrable(String host) {
        if (host.indexOf('.') < 0) {
            return false;
        }
        return EffectiveTldFinder.getEffectiveTLD(host, false) == null
                || EffectiveTldFinder.getAssignedDomain(host, true, false) != null;
    }

    private static Parsed.Refused refused(String input, String why) {
        return new Parsed.Refused(
                "'" + shortened(input) + "' " + why + ". Send a registrable host such as 'shop.example.com'.");
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
    }
}
