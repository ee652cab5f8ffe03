package dev.aisle.partner.source.shopify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA256, apart from the code under test.
final class Hmac {

    private Hmac() {}

    static String hex(String secret, String text) {
        return HexFormat.of().formatHex(of(secret, text));
    }

    static String base64(String secret, String text) {
        return Base64.getEncoder().encodeToString(of(secret, text));
    }

    private static byte[] of(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
