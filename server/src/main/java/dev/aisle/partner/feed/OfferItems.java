package dev.aisle.partner.feed;

import dev.aisle.base.db.Db;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.product.MerchantOffers;
import dev.aisle.market.taxonomy.Taxonomy;
import dev.aisle.partner.destination.Destination;
import dev.aisle.partner.destination.Occasion;
import dev.aisle.partner.destination.Preflight;
import dev.aisle.partner.rule.FeedRules;
import dev.aisle.partner.rule.RuleSet;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Some offers of a merchant as one destination would be sent them now: through the feed rules and pre-flight.
public final class OfferItems {

    private final FeedWriter writer;
    private final FeedRules rules;
    private final InstantSource time;

    public OfferItems(Db db, Listings listings, Taxonomy taxonomy, FeedRules rules, InstantSource time) {
        this.writer = new FeedWriter(new MerchantOffers(db, listings), new FeedGroups(db), taxonomy);
        this.rules = rules;
        this.time = time;
    }

    /// What would be sent of the shown ones among these offers, and of their siblings, because a sibling more or less
    /// changes them all; by the ids of the offers.
    public Map<String, Preflight.Checked> beside(
            Merchant merchant, Destination destination, Collection<String> offers) {
        RuleSet now = rules.of(merchant.id(), destination.platform());
        Occasion occasion = new Occasion(merchant, time.instant());
        Preflight preflight = new Preflight(destination.fields());
        Map<String, Preflight.Checked> items = new LinkedHashMap<>();
        writer.beside(destination, merchant, offers, (offer, said) -> {
            String id = offer.itemId().substring(merchant.id().value().length() + 1);
            items.put(
                    id,
                    now.apply(offer, said, destination.categoryField())
                            .map(item -> preflight.check(item, occasion))
                            .orElseGet(() ->
                                    new Preflight.Checked(Optional.empty(), List.of(FeedWriter.filtered(offer)))));
        });
        return items;
    }
}
