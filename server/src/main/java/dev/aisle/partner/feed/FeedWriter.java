package dev.aisle.partner.feed;

import dev.aisle.market.listing.Listing;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.product.MerchantOffers;
import dev.aisle.market.product.MerchantOffers.Own;
import dev.aisle.market.taxonomy.Category;
import dev.aisle.market.taxonomy.Taxonomy;
import dev.aisle.partner.destination.Destination;
import dev.aisle.partner.destination.FeedForm;
import dev.aisle.partner.destination.FeedItem;
import dev.aisle.partner.destination.FeedOffer;
import dev.aisle.partner.destination.ItemFault;
import dev.aisle.partner.destination.Occasion;
import dev.aisle.partner.destination.Preflight;
import dev.aisle.partner.rule.RuleSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Writes one feed of one merchant: offer by offer into items, through the merchant's feed rules and pre-flight, into
/// files. What it holds at a time does not grow with the feed.
final class FeedWriter {

    private final MerchantOffers offers;
    private final FeedGroups groups;
    private final Taxonomy taxonomy;

    /// What came of all offers.
    ///
    /// @param main the name of the file that the destination is told of
    record Written(List<FileInMaking.Made> files, String main, long items, long leftOut, List<FeedRun.Count> faults) {}

    /// Takes an offer and the item it becomes before any rule.
    interface Taker {
        void take(FeedOffer offer, FeedItem said);
    }

    FeedWriter(MerchantOffers offers, FeedGroups groups, Taxonomy taxonomy) {
        this.offers = offers;
        this.groups = groups;
        this.taxonomy = taxonomy;
    }

    /// Into so many files of each form.
    ///
    /// @param stillWanted called now and then; what it throws ends the writing
    Written write(
            Destination destination, Occasion occasion, RuleSet rules, Path folder, int shards, Runnable stillWanted) {
        List<Shards> forms = new ArrayList<>();
        Preflight preflight = new Preflight(destination.fields());
        FaultTally tally = new FaultTally();
        long[] counts = new long[2];
        try {
            for (FeedForm form : destination.forms()) {
                forms.add(new Shards(folder, form, occasion.merchant(), shards));
            }
            each(destination, occasion.merchant(), stillWanted, (offer, said) -> {
                Optional<FeedItem> ruled = rules.apply(offer, said, destination.categoryField());
                if (ruled.isEmpty()) {
                    tally.add(List.of(filtered(offer)));
                    return;
                }
                Preflight.Checked checked = preflight.check(ruled.get(), occasion);
                tally.add(checked.faults());
                counts[checked.passed().isPresent() ? 0 : 1]++;
                checked.passed().ifPresent(item -> forms.forEach(it -> it.add(item)));
            });
            List<FileInMaking.Made> files = new ArrayList<>();
            for (Shards form : forms) {
                files.addAll(form.end());
            }
            return new Written(files, forms.getFirst().mainName(), counts[0], counts[1], tally.counts());
        } finally {
            forms.forEach(Shards::close);
        }
    }

    /// Every offer of the merchant, siblings side by side.
    void each(Destination destination, Merchant merchant, Runnable stillWanted, Taker taker) {
        OfferStream.of(offers, merchant.id(), list -> {
            stillWanted.run();
            take(destination, merchant, list, taker);
        });
    }

    /// The shown ones among these offers, and all their siblings.
    void beside(Destination destination, Merchant merchant, Collection<String> ids, Taker taker) {
        take(destination, merchant, offers.beside(merchant.id(), ids), taker);
    }

    private void take(Destination destination, Merchant merchant, List<Own> list, Taker taker) {
        List<Optional<FeedOffer.Group>> grouped = groups.of(merchant.id(), list);
        for (int i = 0; i < list.size(); i++) {
            FeedOffer offer = offer(merchant, list.get(i), grouped.get(i));
            taker.take(offer, destination.item(offer));
        }
    }

    static ItemFault filtered(FeedOffer offer) {
        return new ItemFault(
                "filtered",
                offer.itemId(),
                "item",
                "feed rule",
                ItemFault.Outcome.LEFT_OUT,
                "A feed rule keeps it out; `./aisle rules list` shows which.");
    }

    private FeedOffer offer(Merchant merchant, Own own, Optional<FeedOffer.Group> group) {
        Listing listing = own.listing();
        return new FeedOffer(
                merchant.id().value() + '-' + own.id().value(),
                merchant,
                listing,
                group,
                listing.category().flatMap(taxonomy::find).map(Category::path).orElse(List.of()));
    }
}
