package dev.aisle.devshops;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Pages that harm a careless visitor: each must cost a crawler a little time and nothing else.
final class Traps {

    static final List<String> PATHS = List.of(
            "/trap/loop-a",
            "/trap/metadata",
            "/trap/private",
            "/trap/loopback",
            "/trap/file",
            "/trap/userinfo",
            "/trap/chain-1",
            "/trap/huge",
            "/trap/bomb",
            "/trap/cut",
            "/trap/pdf",
            "/trap/nothing",
            "/trap/free",
            "/trap/not-found-but-200");

    private static final int LONGEST_CHAIN = 12;
    private static final int HUGE_MEGABYTES = 100;
    private static final int BOMB_MEGABYTES = 256;
    private static final byte[] PARAGRAPH =
            "<p>And another thing, while you are here.</p>\n".repeat(24).getBytes(StandardCharsets.UTF_8);
    private static final byte[] ZEROS = new byte[1 << 20];

    private static byte[] packedBomb = {};

    Answer answer(Request request) {
        var chain = request.after("/trap/chain-");
        if (chain.isPresent() && chain.get().matches("\\d{1,2}")) {
            int at = Integer.parseInt(chain.get());
            return at < LONGEST_CHAIN
                    ? Answer.redirect(302, "/trap/chain-" + (at + 1))
                    : Answer.html("<h1>You followed too far</h1>");
        }
        return switch (request.path()) {
            case "/trap/loop-a" -> Answer.redirect(302, "/trap/loop-b");
            case "/trap/loop-b" -> Answer.redirect(302, "/trap/loop-a");
            case "/trap/metadata" -> Answer.redirect(302, "http://169.254.169.254/latest/meta-data/");
            case "/trap/private" -> Answer.redirect(302, "http://10.0.0.1/");
            case "/trap/loopback" -> Answer.redirect(302, "http://127.0.0.1:9/admin");
            case "/trap/file" -> Answer.redirect(302, "file:///etc/hostname");
            case "/trap/userinfo" -> Answer.redirect(302, "http://shop.invalid@169.254.169.254/");
            case "/trap/huge" -> Answer.stream("text/html; charset=utf-8", Traps::huge);
            case "/trap/bomb" ->
                Answer.stream("text/html; charset=utf-8", Traps::bomb).with("Content-Encoding", "gzip");
            case "/trap/cut" -> Answer.promising(100_000, "text/html; charset=utf-8", Traps::cut);
            case "/trap/pdf" -> Answer.of(200, "application/pdf", "%PDF-1.4\n1 0 obj\n");
            case "/trap/nothing" -> Answer.of(200, "text/html", "");
            case "/trap/free" -> Answer.html(free());
            case "/trap/not-found-but-200" ->
                Answer.html("<title>Not found</title><h1>Sorry, this page does not exist</h1><p>$12.90</p>");
            default -> Answer.missing();
        };
    }

    private static void huge(OutputStream out) throws IOException {
        out.write("<!doctype html><title>A long story</title>".getBytes(StandardCharsets.UTF_8));
        for (long left = HUGE_MEGABYTES * 1_048_576L; left > 0; left -= PARAGRAPH.length) {
            out.write(PARAGRAPH);
        }
    }

    /// A few hundred kilobytes on the wire, hundreds of megabytes unpacked; made when first asked for.
    private static synchronized void bomb(OutputStream out) throws IOException {
        if (packedBomb.length == 0) {
            var packed = new ByteArrayOutputStream(BOMB_MEGABYTES * 1024);
            try (var zip = new GZIPOutputStream(packed)) {
                for (int i = 0; i < BOMB_MEGABYTES; i++) {
                    zip.write(ZEROS);
                }
            }
            packedBomb = packed.toByteArray();
        }
        out.write(packedBomb);
    }

    /// Promises more than it sends: the connection breaks in the middle of the body.
    private static void cut(OutputStream out) throws IOException {
        out.write("<!doctype html><title>Half a page</title><h1>Half a p".getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// A product without a price worth the name: zero.
    private static String free() {
        return "<h1>Nothing for nothing</h1><script type=\"application/ld+json\">"
                + JsonText.inScript(JsonText.object(
                        "@context", "http://schema.org",
                        "@type", "Product",
                        "name", "Nothing for nothing",
                        "sku", "GG-ZERO",
                        "offers", JsonText.object("@type", "Offer", "price", "0.00", "priceCurrency", "USD")))
                + "</script>";
    }
}
