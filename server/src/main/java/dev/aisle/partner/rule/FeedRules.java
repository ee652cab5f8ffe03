package dev.aisle.partner.rule;

import dev.aisle.base.db.Db;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The rules of merchants for destinations. Every change makes a new version; an old one is never edited,
/// so that every change can be undone.
public final class FeedRules {

    private final Db db;
    private final InstantSource time;

    /// What the rules were from then on.
    ///
    /// @param restores the number of the earlier version that it put in force again
    public record Version(int number, RuleSet rules, String why, Instant madeAt, Optional<Integer> restores) {

        /// The number of the version that first said these rules; 0 where there are none because there were none.
        int stands() {
            return restores.orElse(number);
        }
    }

    /// Rules that are in force again.
    ///
    /// @param version the number that they have now
    /// @param asIn the number of the version that first said them; 0 for the time before there were any
    public record Restored(int version, int asIn, RuleSet rules) {}

    public FeedRules(Db db, InstantSource time) {
        this.db = db;
        this.time = time;
    }

    /// The rules in force.
    public RuleSet of(MerchantId merchant, Platform platform) {
        return versions(merchant, platform, 1).stream()
                .findFirst()
                .map(Version::rules)
                .orElse(RuleSet.NONE);
    }

    /// All there were, the latest first.
    public List<Version> versions(MerchantId merchant, Platform platform, int limit) {
        return db.list(
                """
                select version, rules, why, made_at, restores from feed_rules
                where merchant_id = ? and platform = ? order by version desc limit ?
                """,
                row -> new Version(
                        row.integer("version"),
                        new RuleSet(
                                row.texts("rules").stream().map(RuleText::parse).toList()),
                        row.text("why"),
                        row.instant("made_at"),
                        row.optBigint("restores").map(Math::toIntExact)),
                merchant.value(),
                platform.slug(),
                limit);
    }

    /// Puts a new version in force and gives its number.
    ///
    /// @param why in words, for the history
    public int put(MerchantId merchant, Platform platform, RuleSet rules, String why) {
        return put(merchant, platform, rules, why, Optional.empty());
    }

    private int put(MerchantId merchant, Platform platform, RuleSet rules, String why, Optional<Integer> restores) {
        return db.get(
                """
                insert into feed_rules (merchant_id, platform, version, rules, why, made_at, restores)
                select ?, ?, coalesce(max(version), 0) + 1, ?, ?, ?, ? from feed_rules
                where merchant_id = ? and platform = ?
                returning version
                """,
                row -> row.integer("version"),
                merchant.value(),
                platform.slug(),
                rules.rules().stream().map(RuleText::of).toList(),
                why,
                time.instant(),
                restores,
                merchant.value(),
                platform.slug());
    }

    /// Puts what stood before the rules in force into force again, as a new version; done again it goes further back.
    /// Nothing where nothing stood before them.
    public Optional<Restored> undo(MerchantId merchant, Platform platform) {
        return versions(merchant, platform, 1).stream()
                .findFirst()
                .map(Version::stands)
                .filter(standing -> standing > 0)
                .flatMap(standing -> restore(merchant, platform, standing - 1));
    }

    /// Puts the rules of an earlier version in force again, as a new version; nothing where there is no such version.
    /// Version 0 is no rules at all.
    public Optional<Restored> restore(MerchantId merchant, Platform platform, int version) {
        Optional<Version> before = version == 0
                ? Optional.of(new Version(0, RuleSet.NONE, "", Instant.EPOCH, Optional.empty()))
                : versions(merchant, platform, Integer.MAX_VALUE).stream()
                        .filter(it -> it.number() == version)
                        .findFirst();
        return before.map(it -> new Restored(
                put(merchant, platform, it.rules(), "as in version " + it.stands(), Optional.of(it.stands())),
                it.stands(),
                it.rules()));
    }
}
