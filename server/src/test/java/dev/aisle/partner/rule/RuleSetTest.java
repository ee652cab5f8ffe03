package dev.aisle.partner.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aisle.base.problem.Problem;
import dev.aisle.partner.destination.Destination;
import dev.aisle.partner.destination.FeedItem;
import dev.aisle.partner.destination.FeedOffer;
import dev.aisle.partner.destination.FeedValue;
import dev.aisle.partner.destination.SampleOffer;
import dev.aisle.partner.destination.openai.OpenAiFeed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleSetTest {

    private static final Destination OPENAI = new OpenAiFeed();
    private static final FeedOffer SHOE = SampleOffer.shoe();

    @Test
    void aDefaultIsOnlyForWhatIsMissing() {
        assertThat(ruled("default brand \"Other\"").said("brand")).isEqualTo("Pace");
        assertThat(ruled("default pattern Dots", "default color Red").said("color"))
                .isEqualTo("Navy");
        assertThat(apply(OPENAI.item(SHOE).without("brand"), "default brand \"A \\\"B\\\" C\"")
                        .orElseThrow()
                        .said("brand"))
                .isEqualTo("A \"B\" C");
    }

    @Test
    void aTemplateIsFilledFromFieldsOptionsAndAttributes() {
        assertThat(ruled("template title \"{brand} {option:size} {attribute:Material}{nothing}\"")
                        .said("title"))
                .isEqualTo("Pace 8 Mesh");
    }

    @Test
    void aMapTakesAnotherValueAndTakesTheFieldAwayWhereThereIsNone() {
        assertThat(ruled("map mpn from gtin").said("mpn")).isEqualTo("4006381333931");
        assertThat(ruled("map color from option:Farbe").has("color")).isFalse();
    }

    @Test
    void aFilterKeepsItemsOut() {
        assertThat(apply(OPENAI.item(SHOE), "filter price below 100")).isEmpty();
        assertThat(apply(OPENAI.item(SHOE), "filter price above 99.95")).isPresent();
        assertThat(apply(OPENAI.item(SHOE), "filter title contains RUNNING")).isEmpty();
        assertThat(apply(OPENAI.item(SHOE), "filter availability is-not in_stock"))
                .isPresent();
        assertThat(apply(OPENAI.item(SHOE), "filter mpn missing")).isPresent();
        assertThat(apply(OPENAI.item(SHOE), "filter category is \"running > women\""))
                .isEmpty();
    }

    @Test
    void aCategoryCoversWhatLiesBelowItAndNothingBeside() {
        assertThat(ruled("category Running to \"Apparel > Shoes\"").said("product_category"))
                .isEqualTo("Apparel > Shoes");
        assertThat(ruled("category \"Run\" to \"Apparel > Shoes\"").said("product_category"))
                .isEqualTo("Shoes > Running Shoes");
    }

    @Test
    void laterRulesSeeWhatEarlierOnesDid() {
        assertThat(ruled("map brand from seller", "default brand \"House\"", "template title \"{brand} shoe\"")
                        .said("title"))
                .isEqualTo("House shoe");
    }

    @Test
    void aFlagStaysAFlag() {
        assertThat(ruled("template is_eligible_search \"false\"").value("is_eligible_search"))
                .contains(new FeedValue.Flag(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "map color from attribute:Farbe",
                "default brand \"Harbor & Pine\"",
                "template title \"{brand} \\\"{title}\\\"\"",
                "filter price below 4.99",
                "filter mpn missing",
                "category \"Shoes > Running\" to \"Apparel & Accessories > Shoes\""
            })
    void aRuleIsWrittenAsItWasRead(String line) {
        assertThat(RuleText.of(RuleText.parse(line))).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rename a to b",
                "map color attribute:Farbe",
                "default brand",
                "default brand \"open",
                "filter price under 5",
                "filter price below cheap",
                "category a into b",
                "default brand \" \""
            })
    void whatIsNoRuleIsRefusedWithWhatToWrite(String line) {
        assertThatThrownBy(() -> RuleText.parse(line))
                .isInstanceOf(Problem.class)
                .hasMessageMatching("(?s).{10,}");
    }

    @Test
    void aRuleSpeaksOfWhatThereIs() {
        assertThatThrownBy(() -> RuleSet.NONE.with(RuleText.parse("default colour red"), OPENAI))
                .hasMessageContaining("no field 'colour'");
        assertThatThrownBy(() -> RuleSet.NONE.with(RuleText.parse("map brand from maker"), OPENAI))
                .hasMessageContaining("'maker'");
        assertThatThrownBy(() -> RuleSet.NONE.with(RuleText.parse("template title \"{maker}\""), OPENAI))
                .hasMessageContaining("'maker'");
        assertThatThrownBy(() -> RuleSet.NONE.with(RuleText.parse("map item_id from mpn"), OPENAI))
                .hasMessageContaining("cannot be changed");
        assertThatThrownBy(() -> RuleSet.NONE.without(1)).isInstanceOf(Problem.class);
    }

    private static FeedItem ruled(String... lines) {
        return apply(OPENAI.item(SHOE), lines).orElseThrow();
    }

    private static Optional<FeedItem> apply(FeedItem item, String... lines) {
        return new RuleSet(List.of(lines).stream().map(RuleText::parse).toList())
                .apply(SHOE, item, OPENAI.categoryField());
    }
}
