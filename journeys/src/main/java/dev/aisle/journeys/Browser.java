package dev.aisle.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A merchant's browser without JavaScript: it keeps cookies, follows redirects and sends the forms that it sees.
public final class Browser {

    private static final int MOST_REDIRECTS = 20;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Pattern FORM = Pattern.compile("<form([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<(input|button)([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"([^\"]*)\"");

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI home;

    /// @param home the partner's own place: a redirect there is where the browser stops, for nobody answers it in
    ///     a journey
    public Browser(URI home) {
        this.home = home;
    }

    /// A page as the browser shows it.
    public record Page(URI at, int status, String html) {

        /// The query of the address, such as a callback's.
        public Map<String, String> query() {
            var query = new LinkedHashMap<String, String>();
            for (String pair : String.valueOf(at.getQuery()).split("&", -1)) {
                var parts = pair.split("=", 2);
                query.put(parts[0], parts.length > 1 ? parts[1] : "");
            }
            return query;
        }
    }

    public Page open(URI address) {
        return follow(HttpRequest.newBuilder(address));
    }

    /// Presses the first button with that value, or the first one whose form holds the text, with what is filled in.
    public Page press(Page page, String button, Map<String, String> filled) {
        Matcher forms = FORM.matcher(page.html());
        while (forms.find()) {
            if (!forms.group(2).contains(button)) {
                continue;
            }
            var fields = new LinkedHashMap<String, String>();
            boolean pressed = false;
            Matcher inputs = INPUT.matcher(forms.group(2));
            while (inputs.find()) {
                var attributes = attributes(inputs.group(2));
                boolean isButton = inputs.group(1).equals("button");
                boolean counts = !isButton
                        || (!pressed && attributes.getOrDefault("value", "").equals(button));
                if (attributes.containsKey("name") && counts) {
                    fields.put(attributes.get("name"), attributes.getOrDefault("value", ""));
                    pressed |= isButton;
                }
            }
            fields.putAll(filled);
            String action =
                    attributes(forms.group(1)).getOrDefault("action", page.at().toString());
            String body = fields.entrySet().stream()
                    .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                    .collect(Collectors.joining("&"));
            return follow(HttpRequest.newBuilder(page.at().resolve(action))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
        }
        throw new IllegalStateException("no form with '" + button + "' on " + page.at() + ":\n" + page.html());
    }

    private Page follow(HttpRequest.Builder first) {
        var request = first.timeout(LONGEST_WAIT).build();
        for (int hop = 0; hop < MOST_REDIRECTS; hop++) {
            HttpResponse<String> answer = send(request);
            var location = answer.headers().firstValue("Location");
            if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
                return new Page(request.uri(), answer.statusCode(), answer.body());
            }
            URI next = request.uri().resolve(location.get());
            if (next.toString().startsWith(home.toString())) {
                return new Page(next, answer.statusCode(), "");
            }
            request = HttpRequest.newBuilder(next).timeout(LONGEST_WAIT).build();
        }
        throw new IllegalStateException("redirects in circles from " + request.uri());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException("no answer from " + request.uri(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static Map<String, String> attributes(String tag) {
        var attributes = new LinkedHashMap<String, String>();
        Matcher found = ATTRIBUTE.matcher(tag);
        while (found.find()) {
            attributes.put(found.group(1), plain(found.group(2)));
        }
        return attributes;
    }

    private static String plain(String escaped) {
        return escaped.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
