package dev.aisle.partner.source.woocommerce;

import static dev.aisle.partner.source.PlatformHttp.encoded;

import dev.aisle.base.http.Answer;
import dev.aisle.base.http.Ask;
import dev.aisle.base.http.BodyKind;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.json.Json;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// How a merchant's browser is sent to a WooCommerce store to agree: by the Channel3 plugin where it is
/// installed, else by WooCommerce's own `wc-auth`.
public final class WooCommerceDoor {

    /// What a store shows of itself.
    public sealed interface Probed {

        /// The plugin is there.
        ///
        /// @param store the store's address as it wants to be called, without a slash at the end
        record Plugin(URI store) implements Probed {}

        record NoPlugin(URI store) implements Probed {}

        record Unreachable(String reason) implements Probed {}
    }

    private static final int MOST_REDIRECTS = 5;

    private final OutsideHttp http;
    private final InstantSource time;

    public WooCommerceDoor(OutsideHttp http, InstantSource time) {
        this.http = http;
        this.time = time;
    }

    /// Asks the store for the plugin; redirects are followed between `www.` and the bare host only.
    public Probed probe(URI store) {
        URI at = store;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Answer answer = http.send(Ask.get(
                    URI.create(at + "/?wc-api=channel3-status"), Map.of("Accept", "application/json"), BodyKind.API));
            switch (answer) {
                case Answer.Got got
                when got.status() / 100 == 3 -> {
                    Optional<URI> moved = moved(at, got);
                    if (moved.isEmpty()) {
                        return new Probed.NoPlugin(at);
                    }
                    at = moved.get();
                }
                case Answer.Got got
                when got.status() / 100 == 5 -> {
                    return new Probed.Unreachable("The store answered " + got.status() + ".");
                }
                case Answer.Got got -> {
                    return isPlugin(got) ? new Probed.Plugin(at) : new Probed.NoPlugin(at);
                }
                case Answer.Refused refused -> {
                    return new Probed.Unreachable(refused.reason());
                }
                case Answer.TooLarge large -> {
                    return new Probed.NoPlugin(at);
                }
                case Answer.Unreachable gone -> {
                    return new Probed.Unreachable(gone.reason());
                }
            }
        }
        return new Probed.Unreachable("The store redirects in circles.");
    }

    private static Optional<URI> moved(URI at, Answer.Got got) {
        try {
            URI to = at.resolve(got.header("location").orElse(""));
            String path = Optional.ofNullable(to.getRawPath()).orElse("");
            String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            boolean sameHost = to.getHost() != null && bare(to).equals(bare(at));
            return sameHost
                    ? Optional.of(URI.create(to.getScheme() + "://" + to.getRawAuthority() + base))
                    : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static String bare(URI url) {
        String authority = String.valueOf(url.getRawAuthority());
        return authority.startsWith("www.") ? authority.substring("www.".length()) : authority;
    }

    private static boolean isPlugin(Answer.Got got) {
        try {
            return got.status() == 200
                    && Json.tree(got.text()).path("plugin").asString("").equals("channel3-for-woocommerce");
        } catch (JacksonException notJson) {
            return false;
        }
    }

    /// Where the plugin asks for consent. The callback must hold no `&`: the plugin does not encode it on
    /// its way through the login.
    public URI pluginConsent(URI store, URI callback, String reference, String merchantId) {
        return URI.create(
                store + "/?wc-api=channel3-connect&callback_url=" + encoded(callback.toString()) + "&store_id="
                        + encoded(reference) + "&merchant_id=" + encoded(merchantId) + "&timestamp="
                        + time.instant().getEpochSecond());
    }

    /// Where WooCommerce itself asks for consent; the keys come to `callback` by POST, the browser to `back`.
    public URI keyConsent(URI store, String appName, String reference, URI back, URI callback) {
        return URI.create(store + "/wc-auth/v1/authorize?app_name=" + encoded(appName) + "&scope=read_write&user_id="
                + encoded(reference) + "&return_url=" + encoded(back.toString()) + "&callback_url="
                + encoded(callback.toString()));
    }
}
