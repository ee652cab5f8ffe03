package dev.aisle.partner.webhook;

import dev.aisle.partner.credentials.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secret that a webhook's calls are signed with: `whsec_` and base64 of 32 random bytes, as the libraries of
/// Standard Webhooks read it. It shows itself only where it is asked for by name.
final class SigningSecret {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final String NAME = "signing";
    private static final String ALGORITHM = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private SigningSecret(String text) {
        this.text = text;
    }

    static SigningSecret make() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    static SigningSecret of(Secret kept) {
        return new SigningSecret(kept.get(NAME));
    }

    Secret toKeep() {
        return new Secret(Map.of(NAME, text));
    }

    /// For the one time that it is shown.
    String text() {
        return text;
    }

    /// The header `webhook-signature`: `v1,` and base64 of HMAC-SHA256 over id, seconds since 1970 and body.
    String sign(String id, Instant at, String body) {
        byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        String signed = id + '.' + at.getEpochSecond() + '.' + body;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a notice cannot be signed", impossible);
        }
    }

    @Override
    public String toString() {
        return "SigningSecret";
    }
}
