package dev.aisle.supply.crawl;

import java.net.URI;
import java.util.regex.Pattern;

/// A storefront that is closed to all who do not know its password: whatever is asked for, it redirects to
/// `/password`, as Shopify does until a shop opens.
final class PasswordGate {

    static final String REASON = "It leads to the page that asks for the storefront's password.";

    private static final Pattern PATH = Pattern.compile("(?:/[a-z]{2}(?:-[a-zA-Z]{2,4})?)?/password/?");

    private PasswordGate() {}

    /// Whether a redirect leads from another address to the page that asks for the password.
    static boolean isEntered(URI asked, URI target) {
        return isGate(target) && !isGate(asked);
    }

    /// What the merchant is told of a shop of which nothing else is to be seen.
    static CrawlStatus.Trouble trouble(String shop) {
        return new CrawlStatus.Trouble(
                "insufficient_permissions",
                "The storefront of " + shop + " is behind a password, so its products cannot be read. Take the"
                        + " password off (in Shopify: Online Store, Preferences, Password protection); the shop is"
                        + " looked at again within a day.");
    }

    private static boolean isGate(URI url) {
        return url.getRawPath() != null && PATH.matcher(url.getRawPath()).matches();
    }
}
