package dev.aisle.partner;

import dev.aisle.market.listing.Listings;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.PartnerId;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.connection.ConnectionFact;
import dev.aisle.partner.connection.Connections;
import dev.aisle.partner.feed.FeedStatus;
import dev.aisle.partner.feed.Feeds;
import dev.aisle.partner.webhook.Listener;
import dev.aisle.partner.webhook.Notices;
import dev.aisle.supply.crawl.Crawls;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The path from a fact to the partners whom it concerns: every partner of the merchant, in the transaction of the
/// fact. Of a merchant's coming only the partner hears who brought it, so that none learns of another.
public final class PartnerNews {

    private final Merchants merchants;
    private final Listings listings;
    private final Notices notices;
    private final Function<PartnerFact, String> words;

    /// @param words the body that tells a fact
    public PartnerNews(Merchants merchants, Listings listings, Notices notices, Function<PartnerFact, String> words) {
        this.merchants = merchants;
        this.listings = listings;
        this.notices = notices;
        this.words = words;
    }

    /// Hears of facts from now on.
    public void follow(Onboarding onboarding, Connections connections, Crawls crawls, Feeds feeds) {
        onboarding.onAttached(this::attached);
        connections.onFact(this::connection);
        crawls.onEnd(this::crawl);
        feeds.onPublish(this::published);
    }

    private void attached(PartnerId partner, Merchant merchant) {
        tell(List.of(partner), () -> new PartnerFact.MerchantCreated(merchant));
    }

    private void connection(ConnectionFact fact) {
        tell(fact.merchant(), () -> switch (fact) {
            case ConnectionFact.StatusChanged it ->
                new PartnerFact.ConnectionUpdated(it.merchant(), it.platform(), it.status(), it.failure());
            case ConnectionFact.SyncCompleted it ->
                new PartnerFact.SyncCompleted(
                        it.merchant(),
                        it.platform(),
                        it.at(),
                        it.next(),
                        listings.counts(it.merchant(), it.platform()));
            case ConnectionFact.SyncFailed it ->
                new PartnerFact.SyncFailed(it.merchant(), it.platform(), it.failure(), it.next());
        });
    }

    private void crawl(Crawls.Ending ending) {
        tell(ending.merchant(), () -> switch (ending) {
            case Crawls.Ending.Completed it ->
                new PartnerFact.SyncCompleted(
                        it.merchant(),
                        Platform.WEB_CRAWL,
                        it.at(),
                        Optional.of(it.next()),
                        listings.counts(it.merchant(), Platform.WEB_CRAWL));
            case Crawls.Ending.Failed it ->
                new PartnerFact.SyncFailed(
                        it.merchant(),
                        Platform.WEB_CRAWL,
                        new Connection.Failure(it.trouble().code(), it.trouble().message()),
                        Optional.of(it.next()));
        });
    }

    private void published(MerchantId merchant, FeedStatus feed) {
        tell(merchant, () -> new PartnerFact.FeedPublished(merchant, feed));
    }

    private void tell(MerchantId merchant, Supplier<PartnerFact> fact) {
        tell(merchants.partnersOf(merchant), fact);
    }

    private void tell(List<PartnerId> partners, Supplier<PartnerFact> fact) {
        List<Listener> listening =
                partners.stream().map(Listener::of).filter(notices::areHeardBy).toList();
        if (!listening.isEmpty()) {
            PartnerFact known = fact.get();
            String body = words.apply(known);
            listening.forEach(listener -> notices.tell(listener, known.type(), body));
        }
    }
}
