package dev.aisle.partner.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedRulesTest {

    private static final MerchantId SHOP = new MerchantId("aaaa");
    private static final RuleSet BRAND = rules("default brand \"House, \\\"and\\\" Home\"");
    private static final RuleSet BOTH = rules("default brand \"House, \\\"and\\\" Home\"", "filter price below 5");

    private Database database;
    private FeedRules rules;

    @BeforeAll
    void open() {
        database = TestDatabase.fresh();
        rules = new FeedRules(database.db(), () -> Instant.parse("2026-11-01T12:00:00Z"));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void everyChangeIsAVersionAndAnyOfThemComesBack() {
        assertThat(rules.of(SHOP, Platform.GOOGLE)).isEqualTo(RuleSet.NONE);

        assertThat(rules.put(SHOP, Platform.GOOGLE, BRAND, "first")).isEqualTo(1);
        assertThat(rules.put(SHOP, Platform.GOOGLE, BOTH, "second")).isEqualTo(2);
        assertThat(rules.restore(SHOP, Platform.GOOGLE, 1)).contains(new FeedRules.Restored(3, 1, BRAND));

        assertThat(rules.of(SHOP, Platform.GOOGLE)).isEqualTo(BRAND);
        assertThat(rules.versions(SHOP, Platform.GOOGLE, 10))
                .extracting(FeedRules.Version::rules)
                .containsExactly(BRAND, BOTH, BRAND);
        assertThat(rules.restore(SHOP, Platform.GOOGLE, 0)).contains(new FeedRules.Restored(4, 0, RuleSet.NONE));
        assertThat(rules.of(SHOP, Platform.GOOGLE)).isEqualTo(RuleSet.NONE);
        assertThat(rules.restore(SHOP, Platform.GOOGLE, 99)).isEmpty();
    }

    @Test
    void undoingAgainGoesFurtherBackAndAChangeInBetweenIsTheNextToGo() {
        MerchantId shop = new MerchantId("dddd");
        RuleSet cheap = rules("filter price below 5");
        assertThat(rules.undo(shop, Platform.GOOGLE)).isEmpty();
        rules.put(shop, Platform.GOOGLE, BRAND, "first");
        rules.put(shop, Platform.GOOGLE, BOTH, "second");
        rules.put(shop, Platform.GOOGLE, RuleSet.NONE, "third");

        assertThat(undone(shop)).isEqualTo(new FeedRules.Restored(4, 2, BOTH));
        assertThat(undone(shop)).isEqualTo(new FeedRules.Restored(5, 1, BRAND));

        rules.put(shop, Platform.GOOGLE, cheap, "another");
        assertThat(undone(shop)).isEqualTo(new FeedRules.Restored(7, 1, BRAND));
        assertThat(undone(shop)).isEqualTo(new FeedRules.Restored(8, 0, RuleSet.NONE));
        assertThat(rules.undo(shop, Platform.GOOGLE)).isEmpty();
        assertThat(rules.of(shop, Platform.GOOGLE)).isEqualTo(RuleSet.NONE);
    }

    private FeedRules.Restored undone(MerchantId shop) {
        return rules.undo(shop, Platform.GOOGLE).orElseThrow();
    }

    @Test
    void rulesAreForOneMerchantAndOneDestination() {
        rules.put(new MerchantId("bbbb"), Platform.OPENAI, BRAND, "first");

        assertThat(rules.of(new MerchantId("bbbb"), Platform.MICROSOFT)).isEqualTo(RuleSet.NONE);
        assertThat(rules.of(new MerchantId("cccc"), Platform.OPENAI)).isEqualTo(RuleSet.NONE);
    }

    private static RuleSet rules(String... lines) {
        return new RuleSet(List.of(lines).stream().map(RuleText::parse).toList());
    }
}
