package dev.aisle.partner.source.woocommerce;

import dev.aisle.base.ids.SecretToken;
import dev.aisle.partner.source.Source.Call;
import dev.aisle.partner.source.Source.Delivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// WooCommerce webhooks: a base64 HMAC-SHA256 of the raw body in `X-WC-Webhook-Signature`. A greeting on creation is
/// not
/// signed. Two events within a second share a delivery id, so the body's hash belongs to it.
final class WooCommerceHooks {

    private WooCommerceHooks() {}

    static Optional<Delivery> receive(String secret, Call call) {
        if (isPing(call)) {
            return Optional.of(new Delivery("ping", false));
        }
        if (!isSigned(secret, call)) {
            return Optional.empty();
        }
        String id =
                call.header("x-wc-webhook-delivery-id") + "/" + HexFormat.of().formatHex(SecretToken.hash(call.body()));
        return Optional.of(new Delivery(id, call.topic().startsWith("product.")));
    }

    private static boolean isPing(Call call) {
        return call.header("x-wc-webhook-signature").isEmpty() && call.body().matches("webhook_id=[0-9]{1,18}");
    }

    private static boolean isSigned(String secret, Call call) {
        byte[] said = call.header("x-wc-webhook-signature").getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(signature(secret, call.body()).getBytes(StandardCharsets.US_ASCII), said);
    }

    static String signature(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
