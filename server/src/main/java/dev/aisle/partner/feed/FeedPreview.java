package dev.aisle.partner.feed;

import dev.aisle.base.db.Db;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.product.MerchantOffers;
import dev.aisle.market.taxonomy.Taxonomy;
import dev.aisle.partner.destination.Destination;
import dev.aisle.partner.destination.FeedItem;
import dev.aisle.partner.destination.ItemFault;
import dev.aisle.partner.destination.Occasion;
import dev.aisle.partner.destination.Preflight;
import dev.aisle.partner.rule.FeedRules;
import dev.aisle.partner.rule.RuleSet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A feed as it would be written now, without writing it.
public final class FeedPreview {

    private final FeedWriter writer;
    private final FeedRules rules;
    private final InstantSource time;

    /// What other rules would change.
    ///
    /// @param sentBefore items that go out with the rules in force
    public record Comparison(long items, long changed, long sentBefore, long sentAfter, List<Difference> examples) {}

    /// What they would change in one item.
    ///
    /// @param verdict where it would go out and did not, or the other way round
    public record Difference(String item, Map<String, Sides> fields, Optional<String> verdict) {}

    /// A field's value with the rules in force and with the others; empty where it has none.
    public record Sides(String before, String after) {}

    private record Sent(Optional<FeedItem> item, List<ItemFault> faults) {}

    public FeedPreview(Db db, Listings listings, Taxonomy taxonomy, FeedRules rules, InstantSource time) {
        this.writer = new FeedWriter(new MerchantOffers(db, listings), new FeedGroups(db), taxonomy);
        this.rules = rules;
        this.time = time;
    }

    /// What pre-flight says of every item that the rules want sent.
    public void check(Merchant merchant, Destination destination, Consumer<Preflight.Checked> taker) {
        RuleSet now = rules.of(merchant.id(), destination.platform());
        Occasion occasion = new Occasion(merchant, time.instant());
        Preflight preflight = new Preflight(destination.fields());
        writer.each(
                destination,
                merchant,
                () -> {},
                (offer, said) -> now.apply(offer, said, destination.categoryField())
                        .ifPresent(item -> taker.accept(preflight.check(item, occasion))));
    }

    /// What would change with these rules in place of those in force.
    ///
    /// @param examples how many items to show of those that change
    public Comparison compare(Merchant merchant, Destination destination, RuleSet others, int examples) {
        RuleSet now = rules.of(merchant.id(), destination.platform());
        Occasion occasion = new Occasion(merchant, time.instant());
        Preflight preflight = new Preflight(destination.fields());
        List<Difference> shown = new ArrayList<>();
        long[] counts = new long[4];
        writer.each(destination, merchant, () -> {}, (offer, said) -> {
            Sent before = sent(now.apply(offer, said, destination.categoryField()), preflight, occasion);
            Sent after = sent(others.apply(offer, said, destination.categoryField()), preflight, occasion);
            boolean changes = !before.item.equals(after.item);
            counts[0]++;
            counts[1] += changes ? 1 : 0;
            counts[2] += before.item.isPresent() ? 1 : 0;
            counts[3] += after.item.isPresent() ? 1 : 0;
            if (changes && shown.size() < examples) {
                shown.add(new Difference(offer.itemId(), sides(before.item, after.item), verdict(before, after)));
            }
        });
        return new Comparison(counts[0], counts[1], counts[2], counts[3], shown);
    }

    private static Sent sent(Optional<FeedItem> ruled, Preflight preflight, Occasion occasion) {
        return ruled.map(it -> preflight.check(it, occasion))
                .map(it -> new Sent(it.passed(), it.faults()))
                .orElse(new Sent(Optional.empty(), List.of()));
    }

    private static Map<String, Sides> sides(Optional<FeedItem> before, Optional<FeedItem> after) {
        Map<String, Sides> sides = new LinkedHashMap<>();
        if (before.isPresent() && after.isPresent()) {
            Set<String> fields = new LinkedHashSet<>(before.get().fields().keySet());
            fields.addAll(after.get().fields().keySet());
            for (String field : fields) {
                Sides both = new Sides(before.get().said(field), after.get().said(field));
                if (!both.before.equals(both.after)) {
                    sides.put(field, both);
                }
            }
        }
        return sides;
    }

    private static Optional<String> verdict(Sent before, Sent after) {
        if (before.item.isPresent() == after.item.isPresent()) {
            return Optional.empty();
        }
        if (after.item.isPresent()) {
            return Optional.of("it can be sent");
        }
        return Optional.of(after.faults.stream()
                .filter(it -> it.outcome() == ItemFault.Outcome.LEFT_OUT)
                .findFirst()
                .map(it -> "it cannot be sent any more: " + it.change())
                .orElse("it is not sent any more"));
    }
}
