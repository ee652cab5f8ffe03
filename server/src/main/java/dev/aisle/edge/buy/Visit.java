package dev.aisle.edge.buy;

import dev.aisle.market.click.Click;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// One request for a buy link, as far as it shows who sends it.
final class Visit {

    private static final int LONGEST_TEXT = 500;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /// Headers by which browsers say that nobody has asked for the page yet.
    private static final List<HeaderName> PURPOSES = List.of(
            HeaderNames.create("Sec-Purpose"),
            HeaderNames.create("Purpose"),
            HeaderNames.create("X-Purpose"),
            HeaderNames.create("X-Moz"));

    private static final Pattern AHEAD = Pattern.compile("prefetch|preview|prerender");
    private static final HeaderName DESTINATION = HeaderNames.create("Sec-Fetch-Dest");
    private static final Set<String> PAGES = Set.of("document", "iframe", "frame", "empty");

    private final ServerRequest request;

    Visit(ServerRequest request) {
        this.request = request;
    }

    /// Whether it is a person's click: a browser that asks for a page, for it to be seen now.
    boolean counts() {
        boolean ahead = PURPOSES.stream()
                .flatMap(name -> request.headers().first(name).stream())
                .anyMatch(value -> AHEAD.matcher(value.toLowerCase(Locale.ROOT)).find());
        boolean page = request.headers()
                .first(DESTINATION)
                .map(it -> PAGES.contains(it.strip().toLowerCase(Locale.ROOT)))
                .orElse(true);
        return request.prologue().method().equals(Method.GET)
                && !ahead
                && page
                && !Bots.isBot(request.headers().first(HeaderNames.USER_AGENT).orElse(""));
    }

    Click.Origin origin() {
        return new Click.Origin(text(HeaderNames.USER_AGENT), text(HeaderNames.REFERER), country());
    }

    /// The country of the first language that names one.
    Optional<String> country() {
        try {
            return request.headers().first(HeaderNames.ACCEPT_LANGUAGE).stream()
                    .flatMap(it -> Locale.LanguageRange.parse(it).stream())
                    .map(it -> Locale.forLanguageTag(it.getRange()).getCountry())
                    .filter(COUNTRIES::contains)
                    .findFirst();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private Optional<String> text(HeaderName header) {
        return request.headers()
                .first(header)
                .map(value -> value.replace('\u0000', ' ').strip())
                .map(value -> value.substring(0, Math.min(LONGEST_TEXT, value.length())));
    }
}
