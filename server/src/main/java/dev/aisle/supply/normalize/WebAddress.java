package dev.aisle.supply.normalize;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// Addresses as pages write them, made absolute: http and https only, what URIs do not allow percent-encoded (RFC
/// 3986).
public final class WebAddress {

    private static final int LONGEST = 2_000;
    private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private WebAddress() {}

    /// The absolute address of what a page writes; nothing for what is not http, too long or broken.
    public static Optional<URI> of(String written, URI page) {
        String text = written.strip();
        if (text.indexOf('&') >= 0 && text.contains("&amp;")) {
            text = text.replace("&amp;", "&");
        }
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI address = new URI(encoded(text));
            URI whole = address.isAbsolute() ? address : page.resolve(address);
            boolean web = "http".equalsIgnoreCase(whole.getScheme()) || "https".equalsIgnoreCase(whole.getScheme());
            return web && whole.getHost() != null ? Optional.of(whole) : Optional.empty();
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        int bad = 0;
        while (bad < text.length() && isAllowed(text, bad)) {
            bad++;
        }
        if (bad == text.length()) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            if (isAllowed(text, at)) {
                encoded.append((char) point);
            } else {
                for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    HEX.toHexDigits(encoded.append('%'), b);
                }
            }
            at += Character.charCount(point);
        }
        return encoded.toString();
    }

    private static boolean isAllowed(String text, int at) {
        char c = text.charAt(at);
        if (c == '%') {
            return at + 2 < text.length()
                    && HexFormat.isHexDigit(text.charAt(at + 1))
                    && HexFormat.isHexDigit(text.charAt(at + 2));
        }
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || ALLOWED.indexOf(c) >= 0;
    }
}
