package dev.aisle.devshops;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How a WooCommerce store asks its owner to hand out a key: WordPress' login, the store plugin's own page
/// where it is installed, and WooCommerce's `wc-auth`.
final class KettleConsent {

    private static final String LOGIN = "wordpress_logged_in=shopkeeper";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");
    private static final long CLOCK_SLACK_SECONDS = 300;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int SECRET_BYTES = 16;

    private final Shelf shelf;
    private final KettleKeys keys;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();
    private volatile boolean installed = true;
    private volatile Optional<Connected> connected = Optional.empty();

    private record Connected(KettleKeys.Key key, String webhookSecret) {}

    KettleConsent(Shelf shelf, KettleKeys keys, InstantSource time) {
        this.shelf = shelf;
        this.keys = keys;
        this.time = time;
    }

    static boolean isFor(Request request) {
        return request.path().startsWith("/wc-api/")
                || request.path().startsWith("/wc-auth/")
                || request.path().equals("/wp-login.php")
                || request.query().containsKey("wc-api");
    }

    Answer answer(Request request) {
        if (request.path().equals("/wp-login.php")) {
            return login(request);
        }
        if (request.path().startsWith("/wc-auth/v1/")) {
            return authorize(request);
        }
        String api =
                request.ask("wc-api").orElseGet(() -> request.after("/wc-api/").orElse(""));
        if (!installed || !api.startsWith("channel3-")) {
            return Answer.of(400, "text/html", "-1");
        }
        return switch (api) {
            case "channel3-status" ->
                Answer.json(JsonText.object(
                        "plugin", "channel3-for-woocommerce", "version", "1.0.4", "connected", connected.isPresent()));
            case "channel3-connect" -> connect(request);
            case "channel3-disconnect" -> disconnect(request);
            default -> Answer.of(400, "text/html", "-1");
        };
    }

    /// `POST /__office/plugin?installed=false`, `POST /__office/key?permissions=read` (prints a key),
    /// `POST /__office/disconnect?tell=URL` (the owner disconnects in the plugin), `POST /__office/revoke`
    Answer office(Request request) {
        return switch (request.path()) {
            case "/__office/plugin" -> {
                installed = !request.ask("installed").equals(Optional.of("false"));
                yield Answer.text("installed " + installed + "\n");
            }
            case "/__office/key" -> {
                var key = keys.make(request.ask("permissions").orElse("read_write"));
                yield Answer.text(key.consumerKey() + " " + key.consumerSecret() + "\n");
            }
            case "/__office/revoke" -> {
                keys.revokeAll();
                yield Answer.text("revoked\n");
            }
            case "/__office/disconnect" -> {
                connected.ifPresent(it -> keys.revoke(it.key));
                connected = Optional.empty();
                yield Answer.text("told "
                        + post(
                                request.ask("tell").orElse("") + "/v0/woocommerce/webhook/disconnect?store_url="
                                        + encoded(request.origin()),
                                "")
                        + "\n");
            }
            default -> Answer.missing();
        };
    }

    private static Answer login(Request request) {
        if (request.posts()) {
            return Answer.redirect(302, request.form().getOrDefault("redirect_to", "/"))
                    .with("Set-Cookie", LOGIN + "; Path=/; HttpOnly");
        }
        return Answer.html("""
                <!doctype html><title>Log In</title><form method="post" action="/wp-login.php">
                <label>Username <input name="log" value="shopkeeper"></label>
                <label>Password <input name="pwd" type="password" value="kettle"></label>
                <input type="hidden" name="redirect_to" value="%s"><button name="wp-submit">Log In</button></form>
                """.formatted(Template.escape(request.query().getOrDefault("redirect_to", "/"))));
    }

    private static boolean isLoggedIn(Request request) {
        return request.header("cookie").filter(it -> it.contains(LOGIN)).isPresent();
    }

    /// The plugin does not encode the callback on its way through the login.
    private Answer connect(Request request) {
        String callback = request.query().getOrDefault("callback_url", "");
        Optional<String> host = host(callback);
        if (host.filter(LOOPBACK::contains).isEmpty()) {
            return Answer.of(400, "text/plain", "Invalid callback URL.");
        }
        if (request.ask("timestamp").filter(this::isFarOff).isPresent()) {
            return Answer.of(400, "text/plain", "The request has expired.");
        }
        if (!isLoggedIn(request)) {
            return Answer.redirect(
                    302,
                    "/wp-login.php?redirect_to="
                            + encoded("/wc-api/channel3-connect?callback_url=" + callback + "&store_id="
                                    + request.query().getOrDefault("store_id", "") + "&merchant_id="
                                    + request.query().getOrDefault("merchant_id", "")));
        }
        if (!request.posts()) {
            return consentPage("Channel3", request, "/wc-api/channel3-connect");
        }
        if (!request.form().getOrDefault("answer", "").equals("authorize")) {
            return Answer.redirect(302, callback + "?error=cancelled");
        }
        var key = keys.make("read_write");
        var secret = secret();
        connected = Optional.of(new Connected(key, secret));
        return Answer.redirect(
                302,
                callback + "?success=1&consumer_key=" + key.consumerKey() + "&consumer_secret=" + key.consumerSecret()
                        + "&webhook_secret=" + secret + "&store_url=" + encoded(request.origin()) + "&store_name="
                        + encoded(shelf.shopName()) + "&store_id="
                        + request.query().getOrDefault("store_id", "")
                        + "&merchant_id=" + request.query().getOrDefault("merchant_id", "") + "&currency="
                        + shelf.currency());
    }

    private boolean isFarOff(String timestamp) {
        return !timestamp.matches("\\d{1,12}")
                || Math.abs(time.instant().getEpochSecond() - Long.parseLong(timestamp)) > CLOCK_SLACK_SECONDS;
    }

    private Answer disconnect(Request request) {
        boolean ours = request.query()
                .getOrDefault("store_url", "")
                .replaceAll("/$", "")
                .equals(request.origin());
        boolean known = connected
                .filter(it -> it.webhookSecret.equals(request.query().getOrDefault("webhook_secret", "")))
                .isPresent();
        if (!ours || !known) {
            return Answer.json(
                            JsonText.object("success", false, "data", JsonText.object("message", "Invalid request.")))
                    .status(400);
        }
        connected.ifPresent(it -> keys.revoke(it.key));
        connected = Optional.empty();
        return Answer.json(JsonText.object(
                "success", true, "data", JsonText.object("message", "Disconnected.", "was_connected", true)));
    }

    /// A callback on this machine may be http: the store's owner develops.
    private Answer authorize(Request request) {
        for (String name : List.of("app_name", "scope", "user_id", "return_url", "callback_url")) {
            if (request.query().getOrDefault(name, "").isEmpty()) {
                return denied("Missing parameter " + name);
            }
        }
        String scope = request.query().getOrDefault("scope", "");
        String callback = request.query().getOrDefault("callback_url", "");
        String back = request.query().getOrDefault("return_url", "");
        String user = request.query().getOrDefault("user_id", "");
        boolean develops = host(callback).filter(LOOPBACK::contains).isPresent();
        if (!Set.of("read", "write", "read_write").contains(scope)) {
            return denied("Invalid scope " + scope);
        }
        if (!callback.startsWith("https://") && !develops) {
            return denied("The callback_url needs to be over SSL");
        }
        if (!isLoggedIn(request)) {
            return Answer.redirect(
                    302, "/wp-login.php?redirect_to=" + encoded("/wc-auth/v1/authorize?" + again(request.query())));
        }
        if (!request.posts()) {
            return consentPage(request.query().getOrDefault("app_name", ""), request, "/wc-auth/v1/authorize");
        }
        if (!request.form().getOrDefault("answer", "").equals("authorize")) {
            return Answer.redirect(302, with(back, "success=0&user_id=" + encoded(user)));
        }
        var key = keys.make(scope);
        int status = post(
                callback,
                JsonText.of(JsonText.object(
                        "key_id", key.id(),
                        "user_id", user,
                        "consumer_key", key.consumerKey(),
                        "consumer_secret", key.consumerSecret(),
                        "key_permissions", scope)));
        if (status != 200) {
            keys.revoke(key);
            return denied("An error occurred in the request and at the time were unable to send the consumer data");
        }
        return Answer.redirect(302, with(back, "success=1&user_id=" + encoded(user)));
    }

    private static Answer denied(String why) {
        return Answer.of(401, "text/html", "<!doctype html><title>Access denied</title><p>" + Template.escape(why));
    }

    private static Answer consentPage(String app, Request request, String path) {
        return Answer.html("""
                <!doctype html><title>Authorize</title><h1>%s would like to connect to your store</h1>
                <form method="post" action="%s"><button name="answer" value="authorize">Authorize</button>
                <button name="answer" value="cancel">Cancel</button></form>
                """.formatted(Template.escape(app), Template.escape(path + "?" + again(request.query()))));
    }

    private static String again(Map<String, String> query) {
        var pairs = new StringBuilder();
        query.forEach((name, value) -> {
            if (!name.equals("wc-api")) {
                pairs.append(pairs.isEmpty() ? "" : "&")
                        .append(encoded(name))
                        .append('=')
                        .append(encoded(value));
            }
        });
        return pairs.toString();
    }

    private static String with(String url, String query) {
        return url + (url.contains("?") ? "&" : "?") + query;
    }

    private static Optional<String> host(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getHost());
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static int post(String address, String body) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address))
                    .header("Content-Type", "application/json;charset=UTF-8")
                    .timeout(LONGEST_WAIT)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | IllegalArgumentException failed) {
            return 0;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
