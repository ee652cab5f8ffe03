package dev.aisle.partner;

import dev.aisle.market.listing.ListingCounts;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.connection.Connections;
import dev.aisle.supply.crawl.CrawlStatus;
import dev.aisle.supply.crawl.Crawls;
import java.util.List;
import java.util.Optional;

/// How a merchant's connections stand right now: what is kept of them, and for the web crawl what the crawl itself
/// reports.
public final class ConnectionStates {

    private final Connections connections;
    private final Crawls crawls;
    private final Listings listings;

    public ConnectionStates(Connections connections, Crawls crawls, Listings listings) {
        this.connections = connections;
        this.crawls = crawls;
        this.listings = listings;
    }

    /// One connection for every platform, connected or not, in the order of [Platform].
    public List<Connection> list(MerchantId merchant) {
        return connections.list(merchant).stream()
                .map(it -> it.platform() == Platform.WEB_CRAWL ? crawled(merchant, it) : it)
                .toList();
    }

    private Connection crawled(MerchantId merchant, Connection kept) {
        return crawls.status(merchant)
                .map(status -> kept.with(
                        sync(status, listings.counts(merchant, Platform.WEB_CRAWL)),
                        status.trouble().map(it -> new Connection.Failure(it.code(), it.message()))))
                .orElse(kept);
    }

    private static Connection.Sync sync(CrawlStatus status, ListingCounts counts) {
        return new Connection.Sync(
                Optional.of(state(status.state())),
                status.lastSyncedAt(),
                status.nextSyncAt(),
                counts.shown(),
                counts.setAside(),
                status.message());
    }

    private static Connection.Sync.State state(CrawlStatus.State state) {
        return switch (state) {
            case PENDING -> Connection.Sync.State.PENDING;
            case SYNCING -> Connection.Sync.State.SYNCING;
            case LIVE -> Connection.Sync.State.LIVE;
            case ERROR -> Connection.Sync.State.ERROR;
        };
    }
}
