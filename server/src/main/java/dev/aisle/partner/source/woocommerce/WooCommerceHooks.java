package dev.aisle.partner.source.woocommerce;

import dev.aisle.partner.source.Signature;
import dev.aisle.partner.source.Source.Call;
import dev.aisle.partner.source.Source.Delivery;
import dev.aisle.partner.source.Source.Judged;
import java.util.List;

/// WooCommerce webhooks: a base64 HMAC-SHA256 of the raw body in `X-WC-Webhook-Signature`. A greeting on
/// creation is not signed. Two events within a second share a delivery id, so the body's hash belongs to
/// it.
final class WooCommerceHooks {

    private WooCommerceHooks() {}

    static Judged receive(String secret, Call call) {
        if (isPing(call)) {
            return new Judged.Genuine(List.of());
        }
        if (!isSigned(secret, call)) {
            return new Judged.Forged();
        }
        return new Judged.Genuine(
                call.topic().startsWith("product.")
                        ? List.of(Delivery.of(call.header("x-wc-webhook-delivery-id"), call))
                        : List.of());
    }

    private static boolean isPing(Call call) {
        return call.header("x-wc-webhook-signature").isEmpty() && call.body().matches("webhook_id=[0-9]{1,18}");
    }

    private static boolean isSigned(String secret, Call call) {
        return Signature.of(secret, call.body()).isBase64(call.header("x-wc-webhook-signature"));
    }
}
