package dev.aisle.edge.partnerapi;

import dev.aisle.base.json.Json;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.PartnerFact;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.feed.FeedStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The bodies of a partner's webhook calls: `type`, `timestamp` and `data`, whose words are those of List connections.
/// Never a credential, and no partner but the one who is told.
public final class PartnerEvents {

    private final InstantSource time;

    public PartnerEvents(InstantSource time) {
        this.time = time;
    }

    public String body(PartnerFact fact) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", fact.type());
        event.put("timestamp", time.instant().toString());
        event.put("data", data(fact));
        return Json.write(event);
    }

    private static Map<String, @Nullable Object> data(PartnerFact fact) {
        return switch (fact) {
            case PartnerFact.MerchantCreated it -> {
                Map<String, @Nullable Object> data = of(it.merchant().id());
                data.put("name", it.merchant().name().orElse(null));
                data.put("domain", it.merchant().domain());
                yield data;
            }
            case PartnerFact.ConnectionUpdated it -> {
                Map<String, @Nullable Object> data = of(it.merchant(), it.platform());
                data.put("status", it.status().name().toLowerCase(Locale.ROOT));
                data.put("error", it.failure().map(PartnerEvents::error).orElse(null));
                yield data;
            }
            case PartnerFact.SyncCompleted it -> {
                Map<String, @Nullable Object> data = of(it.merchant(), it.platform());
                data.put("last_synced_at", it.at().toString());
                data.put("next_sync_at", text(it.next()));
                data.put("items_synced", it.counts().shown());
                data.put("items_failed", it.counts().setAside());
                yield data;
            }
            case PartnerFact.SyncFailed it -> {
                Map<String, @Nullable Object> data = of(it.merchant(), it.platform());
                data.put("error", error(it.failure()));
                data.put("next_sync_at", text(it.next()));
                yield data;
            }
            case PartnerFact.FeedPublished it -> {
                FeedStatus feed = it.feed();
                Map<String, @Nullable Object> data = of(it.merchant(), feed.platform());
                data.put("feed_url", feed.url().orElse(null));
                data.put("published_at", text(feed.publishedAt()));
                data.put("items_synced", feed.items());
                data.put("items_failed", feed.leftOut());
                yield data;
            }
        };
    }

    private static Map<String, @Nullable Object> of(MerchantId merchant, Platform platform) {
        Map<String, @Nullable Object> data = of(merchant);
        data.put("platform", platform.slug());
        return data;
    }

    private static Map<String, @Nullable Object> of(MerchantId merchant) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("customer_id", merchant.value());
        return data;
    }

    private static Map<String, String> error(Connection.Failure failure) {
        return Map.of("code", failure.code(), "message", failure.message());
    }

    private static @Nullable String text(Optional<Instant> moment) {
        return moment.map(Instant::toString).orElse(null);
    }
}
