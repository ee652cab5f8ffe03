package dev.aisle.partner.push;

import dev.aisle.base.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A JSON key file of Google Cloud: of a service account, or of a user who agreed (`authorized_user`). The address in
/// it that tokens are fetched from is not believed.
final class GoogleKey {

    private static final String SCOPE = "https://www.googleapis.com/auth/content";
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final JsonNode file;
    private final Optional<RSAPrivateKey> key;

    private GoogleKey(JsonNode file, Optional<RSAPrivateKey> key) {
        this.file = file;
        this.key = key;
    }

    /// Nothing where the text is no such file.
    static Optional<GoogleKey> parse(String text) {
        try {
            JsonNode file = Json.tree(text);
            return switch (said(file, "type")) {
                case "service_account" ->
                    said(file, "client_email").isEmpty()
                            ? Optional.empty()
                            : privateKey(said(file, "private_key")).map(it -> new GoogleKey(file, Optional.of(it)));
                case "authorized_user" ->
                    said(file, "refresh_token").isEmpty()
                            ? Optional.empty()
                            : Optional.of(new GoogleKey(file, Optional.empty()));
                default -> Optional.empty();
            };
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    /// The form that is exchanged for an access token: RFC 7523 section 2.1, or RFC 6749 section 6.
    ///
    /// @param audience the address that the form is sent to
    Map<String, String> form(String audience, Instant now) {
        Map<String, String> form = new LinkedHashMap<>();
        if (key.isPresent()) {
            form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
            form.put("assertion", assertion(key.get(), audience, now));
        } else {
            form.put("grant_type", "refresh_token");
            form.put("client_id", said(file, "client_id"));
            form.put("client_secret", said(file, "client_secret"));
            form.put("refresh_token", said(file, "refresh_token"));
        }
        return form;
    }

    private String assertion(RSAPrivateKey signing, String audience, Instant now) {
        Map<String, Object> head = new LinkedHashMap<>(Map.of("alg", "RS256", "typ", "JWT"));
        String id = said(file, "private_key_id");
        if (!id.isEmpty()) {
            head.put("kid", id);
        }
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", said(file, "client_email"));
        claims.put("scope", SCOPE);
        claims.put("aud", audience);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        String signed = encoded(Json.write(head)) + '.' + encoded(Json.write(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(signing);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the key cannot sign", broken);
        }
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<RSAPrivateKey> privateKey(String pem) {
        String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s+", "");
        try {
            return KeyFactory.getInstance("RSA")
                                    .generatePrivate(new PKCS8EncodedKeySpec(
                                            Base64.getDecoder().decode(body)))
                            instanceof RSAPrivateKey key
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }

    private static String said(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
