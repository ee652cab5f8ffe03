package dev.aisle.edge.connectpage;

import dev.aisle.base.ids.SecretToken;
import dev.aisle.edge.wire.RateLimits;
import dev.aisle.partner.connect.ConnectSession;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes replies with the headers that every page carries.
final class ReplyWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ReplyWriter.class);

    private static final String BUSY = "Too many files are arriving at once. Go back and try again in a moment.\n";

    private final String mount;
    private final boolean secure;

    /// @param mount where the pages lie
    /// @param secure whether browsers come over https
    ReplyWriter(String mount, boolean secure) {
        this.mount = mount;
        this.secure = secure;
    }

    /// For a body that could not be taken.
    void refuse(int status, ServerResponse response) {
        response.status(status)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .header(HeaderNames.RETRY_AFTER, Integer.toString(RateLimits.BUSY_RETRY_SECONDS))
                .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .send(status == 503 ? BUSY : "The form could not be read. Go back and send it again.\n");
    }

    void write(Reply reply, BrowserCall call, ServerResponse response) {
        response.header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex, nofollow")
                .header("X-Content-Type-Options", "nosniff");
        switch (reply) {
            case Reply.Page page -> page(page, call, response);
            case Reply.Growing growing -> growing(growing, call, response);
            case Reply.Redirect redirect -> {
                response.status(303)
                        .header(HeaderNames.CACHE_CONTROL, "no-store")
                        .header(HeaderNames.LOCATION, redirect.to().toASCIIString());
                redirect.cookie().ifPresent(it -> setCookie(call, it, response));
                response.send();
            }
            case Reply.Asset asset -> {
                response.status(200)
                        .header(HeaderNames.CACHE_CONTROL, "public, max-age=" + asset.seconds())
                        .header(HeaderNames.CONTENT_TYPE, asset.type());
                send(call, asset.text(), response);
            }
        }
    }

    private void growing(Reply.Growing growing, BrowserCall call, ServerResponse response) {
        if (call.method().equals("HEAD")) {
            page(new Reply.Page(200, "", growing.formTargets()), call, response);
            return;
        }
        head(200, policy(growing.formTargets(), false), response);
        response.header("X-Accel-Buffering", "no");
        try (OutputStream out = response.outputStream()) {
            out.write(growing.before().getBytes(StandardCharsets.UTF_8));
            for (var more = growing.watch().next();
                    more.isPresent();
                    more = growing.watch().next()) {
                out.write(more.get().getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            out.write(growing.after().getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            LOG.debug("a browser left while its page grew", gone);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void head(int status, String policy, ServerResponse response) {
        response.status(status)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                .header("Content-Security-Policy", policy);
    }

    private void page(Reply.Page page, BrowserCall call, ServerResponse response) {
        if (page.status() == 405) {
            response.header(HeaderNames.ALLOW, "GET, HEAD, POST");
        }
        head(page.status(), policy(page.formTargets(), page.scripted()), response);
        if (call.isLook() && call.cookie().isEmpty() && page.status() == 200) {
            setCookie(call, SecretToken.make(), response);
        }
        send(call, page.html(), response);
    }

    private static void send(BrowserCall call, String body, ServerResponse response) {
        if (call.method().equals("HEAD")) {
            response.send();
        } else {
            response.send(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Sent before anything is bound, so that a button pressed twice comes from one and the same browser.
    private void setCookie(BrowserCall call, String value, ServerResponse response) {
        response.header(
                HeaderNames.SET_COOKIE,
                BrowserCall.COOKIE + "=" + value + "; Path=" + mount + "/" + call.token()
                        + "; HttpOnly; SameSite=Lax; Max-Age=" + 2 * ConnectSession.LIFETIME.toSeconds()
                        + (secure ? "; Secure" : ""));
    }

    private static String policy(List<String> formTargets, boolean scripted) {
        return "default-src 'none'; " + (scripted ? "script-src 'self'; connect-src 'self'; " : "")
                + "style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none';"
                + " form-action 'self' " + String.join(" ", formTargets);
    }
}
