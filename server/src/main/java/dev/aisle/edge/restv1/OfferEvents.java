package dev.aisle.edge.restv1;

import dev.aisle.base.json.Json;
import dev.aisle.base.money.Money;
import dev.aisle.catalog.buylink.BuyLinks;
import dev.aisle.market.product.Offer;
import dev.aisle.partner.subscription.OfferChange;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The bodies of a vendor's webhook calls: `type`, `timestamp` and `data`, with the offer in the words of this API.
public final class OfferEvents {

    private final BuyLinks links;
    private final InstantSource time;

    public OfferEvents(BuyLinks links, InstantSource time) {
        this.links = links;
        this.time = time;
    }

    public String body(OfferChange change) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("subscription_id", change.subscription().id());
        data.put("product_id", change.product().value());
        data.put("offer_id", change.offer().value());
        data.put("offer", change.now().map(it -> offer(change, it)).orElse(null));
        data.put("previous", change.before().map(OfferEvents::previous).orElse(null));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", change.event().word());
        event.put("timestamp", time.instant().toString());
        event.put("data", data);
        return Json.write(event);
    }

    private Map<String, Object> offer(OfferChange change, Offer offer) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put(
                "url",
                links.make(
                        change.product(),
                        offer.merchant().id(),
                        change.subscription().vendor(),
                        offer.id()));
        out.put("domain", offer.merchant().domain());
        Map<String, @Nullable Object> price = price(offer.price());
        price.put("compare_at_price", offer.compareAt().map(Money::decimal).orElse(null));
        out.put("price", price);
        out.put("availability", availability(offer.availability().canBeOrdered()));
        return out;
    }

    private static Map<String, Object> previous(OfferChange.Seen seen) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("domain", seen.domain());
        out.put("price", price(seen.price()));
        out.put("availability", availability(seen.canBeOrdered()));
        return out;
    }

    private static Map<String, @Nullable Object> price(Money price) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("price", price.decimal());
        out.put("currency", price.currency());
        return out;
    }

    private static String availability(boolean canBeOrdered) {
        return canBeOrdered ? "InStock" : "OutOfStock";
    }
}
