package dev.aisle.edge.docs;

import dev.aisle.edge.wire.Surface;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// What the crawler's user agent links to: for a shop's owner who wonders who asks, and how to say no.
public final class CrawlerPage implements Surface {

    private final byte[] page;

    /// @param name what robots.txt files know the crawler by
    /// @param perSecond requests to one host, at most
    public CrawlerPage(String name, String userAgent, double perSecond) {
        this.page = template()
                .replace("{{name}}", escaped(name))
                .replace("{{agent}}", escaped(userAgent))
                .replace("{{pace}}", perSecond == 1 ? "one request" : plain(perSecond) + " requests")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void mount(HttpRules rules) {
        rules.get(
                "/docs/crawler",
                (request, response) -> response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                        .header(HeaderNames.CACHE_CONTROL, "public, max-age=3600")
                        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                        .send(page));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString(Math.round(number)) : Double.toString(number);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String template() {
        try (InputStream in = Objects.requireNonNull(
                CrawlerPage.class.getResourceAsStream("/dev/aisle/edge/docs/crawler.html"), "crawler.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
