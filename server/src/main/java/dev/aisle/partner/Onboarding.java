package dev.aisle.partner;

import dev.aisle.base.db.Db;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.PartnerId;
import dev.aisle.partner.connection.Connections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The path of a new merchant: found or added by its domain, attached to the partner, its web crawl and its
/// OpenAI feed opened, and the crawl due; all of it at once or nothing.
public final class Onboarding {

    private final Db db;
    private final Merchants merchants;
    private final Connections connections;
    private final Consumer<MerchantId> crawlStart;
    private final BiConsumer<MerchantId, Platform> feedStart;
    private final List<BiConsumer<PartnerId, Merchant>> listeners = new CopyOnWriteArrayList<>();

    public Onboarding(
            Db db,
            Merchants merchants,
            Connections connections,
            Consumer<MerchantId> crawlStart,
            BiConsumer<MerchantId, Platform> feedStart) {
        this.db = db;
        this.merchants = merchants;
        this.connections = connections;
        this.crawlStart = crawlStart;
        this.feedStart = feedStart;
    }

    /// Called with a partner and a merchant that is new to it, in their transaction.
    public void onAttached(BiConsumer<PartnerId, Merchant> listener) {
        listeners.add(listener);
    }

    /// Safe to repeat: a known merchant is attached to the partner, and nothing of it is restarted.
    public Merchants.FoundOrAdded provision(PartnerId partner, Domain domain, Optional<String> name) {
        return db.inTransaction(() -> {
            Merchants.FoundOrAdded outcome = merchants.findOrAdd(domain, name);
            MerchantId merchant = outcome.merchant().id();
            if (merchants.attach(partner, merchant)) {
                listeners.forEach(it -> it.accept(partner, outcome.merchant()));
            }
            if (connections.open(merchant, Platform.WEB_CRAWL)) {
                crawlStart.accept(merchant);
            }
            if (connections.open(merchant, Platform.OPENAI)) {
                feedStart.accept(merchant, Platform.OPENAI);
            }
            return outcome;
        });
    }
}
