package dev.aisle.partner.source;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An HMAC-SHA256, as platforms sign with it.
public record Signature(String base64) {

    public static Signature of(String secret, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return new Signature(
                    Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public String hex() {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }

    /// Whether that was said, in base64; in constant time.
    public boolean isBase64(String said) {
        return same(base64, said);
    }

    /// Whether that was said, in hexadecimal digits; in constant time.
    public boolean isHex(String said) {
        return same(hex(), said);
    }

    /// Whether the expected was said; in constant time.
    public static boolean same(String expected, String said) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
    }
}
