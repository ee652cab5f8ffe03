package dev.aisle.partner;

import dev.aisle.market.listing.ListingCounts;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.connection.Connections;
import dev.aisle.partner.destination.Destination;
import dev.aisle.partner.feed.FeedStatus;
import dev.aisle.partner.feed.Feeds;
import dev.aisle.supply.crawl.CrawlStatus;
import dev.aisle.supply.crawl.Crawls;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How a merchant's connections stand right now: what is kept of them, for the web crawl what the crawl itself
/// reports, and for destinations what the feeds report.
public final class ConnectionStates {

    private static final Duration LOST_AFTER = Duration.ofHours(24);

    private final Connections connections;
    private final Crawls crawls;
    private final Listings listings;
    private final Feeds feeds;
    private final Map<Platform, Destination> destinations;
    private final NextSteps steps;
    private final InstantSource time;

    /// What a merchant could still do at a connected source, in one sentence; said where its sync says nothing.
    public interface NextSteps {
        Optional<String> of(MerchantId merchant, Platform source);
    }

    public ConnectionStates(
            Connections connections,
            Crawls crawls,
            Listings listings,
            Feeds feeds,
            List<Destination> destinations,
            NextSteps steps,
            InstantSource time) {
        this.time = time;
        this.steps = steps;
        this.connections = connections;
        this.crawls = crawls;
        this.listings = listings;
        this.feeds = feeds;
        this.destinations = destinations.stream().collect(Collectors.toMap(Destination::platform, Function.identity()));
    }

    /// One connection for every platform, connected or not, in the order of [Platform].
    public List<Connection> list(MerchantId merchant) {
        Map<Platform, FeedStatus> fed =
                feeds.status(merchant).stream().collect(Collectors.toMap(FeedStatus::platform, Function.identity()));
        return connections.list(merchant).stream()
                .map(it -> it.platform() == Platform.WEB_CRAWL ? crawled(merchant, it) : counted(merchant, it))
                .map(it -> fed(it, Optional.ofNullable(fed.get(it.platform()))))
                .toList();
    }

    private Connection fed(Connection kept, Optional<FeedStatus> feed) {
        return feed.filter(ignored -> kept.status() == Connection.Status.ACTIVE)
                .map(it -> kept.as(
                                kept.status(),
                                sync(it),
                                it.trouble().map(t -> new Connection.Failure(t.code(), t.message())))
                        .withFeed(it.url()))
                .orElse(kept);
    }

    /// Without a file it is pending; with one the merchant has to take its address to the destination, once.
    private Connection.Sync sync(FeedStatus feed) {
        Connection.Sync.State state;
        Optional<String> message = feed.message();
        if (feed.trouble().isPresent()) {
            state = Connection.Sync.State.ERROR;
        } else if (feed.url().isEmpty()) {
            state = Connection.Sync.State.PENDING;
        } else if (feed.confirmed()) {
            state = Connection.Sync.State.LIVE;
        } else {
            state = Connection.Sync.State.ACTION_REQUIRED;
            message = Optional.ofNullable(destinations.get(feed.platform())).map(Destination::nextStep);
        }
        return new Connection.Sync(
                Optional.of(state),
                feed.publishedAt(),
                Optional.of(feed.nextAt()),
                feed.items(),
                feed.leftOut(),
                message);
    }

    /// A source's counts are those of its listings, as they are now, and of the rows that could not become any.
    private Connection counted(MerchantId merchant, Connection kept) {
        boolean isRead = kept.platform().direction() == Platform.Direction.SOURCE
                && kept.sync().state().isPresent();
        if (!isRead) {
            return kept;
        }
        ListingCounts counts = listings.counts(merchant, kept.platform());
        Connection.Sync sync = kept.sync();
        return kept.as(
                kept.status(),
                new Connection.Sync(
                        sync.state(),
                        sync.lastSyncedAt(),
                        sync.nextSyncAt(),
                        counts.shown(),
                        counts.setAside() + sync.itemsFailed(),
                        sync.message().or(() -> step(merchant, kept))),
                kept.failure());
    }

    private Optional<String> step(MerchantId merchant, Connection kept) {
        return kept.status() == Connection.Status.ACTIVE ? steps.of(merchant, kept.platform()) : Optional.empty();
    }

    private Connection crawled(MerchantId merchant, Connection kept) {
        return crawls.status(merchant)
                .map(status -> kept.as(
                        isLost(kept, status) ? Connection.Status.ERROR : kept.status(),
                        sync(status, listings.counts(merchant, Platform.WEB_CRAWL)),
                        status.trouble().map(it -> new Connection.Failure(it.code(), it.message()))))
                .orElse(kept);
    }

    /// A storefront that has not been read for a day, and cannot be reached now.
    private boolean isLost(Connection kept, CrawlStatus status) {
        Optional<Instant> lastGood = status.lastSyncedAt().or(kept::connectedAt);
        return status.trouble()
                        .filter(it -> it.code().equals("store_unreachable"))
                        .isPresent()
                && lastGood.filter(at -> at.plus(LOST_AFTER).isBefore(time.instant()))
                        .isPresent();
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
