package dev.aisle.partner.webhook;

import dev.aisle.market.partner.PartnerId;
import dev.aisle.market.vendor.VendorId;

/// Who is told: a partner of its merchants, or a vendor of the products it subscribed to.
public record Listener(String value) {

    public static Listener of(PartnerId partner) {
        return new Listener("partner/" + partner.value());
    }

    public static Listener of(VendorId vendor) {
        return new Listener("vendor/" + vendor.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
