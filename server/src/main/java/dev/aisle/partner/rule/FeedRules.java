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
    public record Version(int number, RuleSet rules, String why, Instant madeAt) {}

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
                select version, rules, why, made_at from feed_rules
                where merchant_id = ? and platform = ? order by version desc limit ?
                """,
                row -> new Version(
                        row.integer("version"),
                        new RuleSet(
                                row.texts("rules").stream().map(RuleText::parse).toList()),
                        row.text("why"),
                        row.instant("made_at")),
                merchant.value(),
                platform.slug(),
                limit);
    }

    /// Puts a new version in force and gives its number.
    ///
    /// @param why in words, for the history
    public int put(MerchantId merchant, Platform platform, RuleSet rules, String why) {
        return db.get(
                """
                insert into feed_rules (merchant_id, platform, version, rules, why, made_at)
                select ?, ?, coalesce(max(version), 0) + 1, ?, ?, ? from feed_rules
                where merchant_id = ? and platform = ?
                returning version
                """,
                row -> row.integer("version"),
                merchant.value(),
                platform.slug(),
                rules.rules().stream().map(RuleText::of).toList(),
                why,
                time.instant(),
                merchant.value(),
                platform.slug());
    }

    /// Puts the rules of an earlier version in force again, as a new version; nothing where there is no such version.
    /// Version 0 is no rules at all.
    public Optional<Integer> restore(MerchantId merchant, Platform platform, int version) {
        Optional<RuleSet> before = version == 0
                ? Optional.of(RuleSet.NONE)
                : versions(merchant, platform, Integer.MAX_VALUE).stream()
                        .filter(it -> it.number() == version)
                        .findFirst()
                        .map(Version::rules);
        return before.map(rules -> put(merchant, platform, rules, "as in version " + version));
    }
}
