package dev.aisle.market.affiliate;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/// How a link leads through a network: an address of its own host, with `{url}` where the store's page goes
/// and `{click}` where the network keeps what it reports with a sale (its "sub-id").
public record LinkTemplate(String text) {

    private static final int LONGEST = 1_000;
    private static final String URL = "{url}";
    private static final String CLICK = "{click}";
    private static final Pattern OTHER_BRACES = Pattern.compile("[{}\\s]");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /// Throws an IllegalArgumentException that says what to change.
    public LinkTemplate {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("the link has more than " + LONGEST + " characters");
        }
        if (!text.contains(URL) || !text.contains(CLICK)) {
            throw new IllegalArgumentException(
                    "the link needs {url}, where the store's page goes, and {click}, where the sub-id goes");
        }
        String filled = text.replace(URL, "u").replace(CLICK, "c");
        if (OTHER_BRACES.matcher(filled).find()) {
            throw new IllegalArgumentException("the link holds braces or spaces beside {url} and {click}");
        }
        URI network = URI.create(filled);
        boolean loopback = network.getHost() != null && LOOPBACK.contains(network.getHost());
        boolean web = "https".equals(network.getScheme()) || ("http".equals(network.getScheme()) && loopback);
        if (!web || network.getHost() == null || network.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the link must be an https address");
        }
        String before = text.substring(0, text.indexOf('{'));
        if (before.indexOf('/', before.indexOf("//") + 2) < 0) {
            throw new IllegalArgumentException("{url} and {click} stand behind the host of the link");
        }
    }

    /// The address that leads to the store's page by way of the network.
    ///
    /// @param click empty for whoever is no click
    public URI through(URI page, String click) {
        return URI.create(text.replace(CLICK, encoded(click)).replace(URL, encoded(page.toASCIIString())));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
