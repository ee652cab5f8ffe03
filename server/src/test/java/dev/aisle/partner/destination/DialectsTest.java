package dev.aisle.partner.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.json.Json;
import dev.aisle.base.money.Money;
import dev.aisle.partner.destination.google.GoogleFeed;
import dev.aisle.partner.destination.microsoft.MicrosoftFeed;
import dev.aisle.partner.destination.openai.OpenAiFeed;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// One offer in three dialects.
class DialectsTest {

    @Test
    void openAiGetsAnObjectALineWithTheVariantSpelledOut() {
        JsonNode line = Json.tree(text(new OpenAiFeed(), 0).strip());

        assertThat(line.path("item_id").asString()).isEqualTo("Ab12-01KJ38CXYZ9CJ8K2Y9HDYQ8DXT");
        assertThat(line.path("group_id").asString()).isEqualTo("Ab12-g0000000001");
        assertThat(line.path("listing_has_variations").isBoolean()).isTrue();
        assertThat(line.path("variant_dict").toString()).isEqualTo("{\"Size\":\"8\"}");
        assertThat(line.path("title").asString()).isEqualTo("Pace Running Shoes - 8");
        assertThat(line.path("description").asString()).isEqualTo("A light trainer for every day.");
        assertThat(line.path("image_url").asString()).isEqualTo("https://cdn.example/b.jpg?w=800");
        assertThat(line.path("additional_image_urls").toString())
                .isEqualTo("[\"https://cdn.example/c.png\",\"https://cdn.example/d\"]");
        assertThat(line.path("availability").asString()).isEqualTo("in_stock");
        assertThat(line.path("price").asString()).isEqualTo("99.95 USD");
        assertThat(line.path("sale_price").asString()).isEqualTo("79.95 USD");
        assertThat(line.path("gtin").asString()).isEqualTo("4006381333931");
        assertThat(line.path("product_category").asString()).isEqualTo("Shoes > Running Shoes");
        assertThat(line.path("material").asString()).isEqualTo("Mesh");
        assertThat(line.path("color").asString()).isEqualTo("Navy");
        assertThat(line.path("size").asString()).isEqualTo("8");
        assertThat(line.path("star_rating").asString()).isEqualTo("4.3");
        assertThat(line.path("review_count").asInt()).isEqualTo(41);
        assertThat(line.path("target_countries").toString()).isEqualTo("[\"US\"]");
        assertThat(line.path("is_eligible_search").asBoolean(false)).isTrue();
        assertThat(line.path("is_eligible_checkout").asBoolean(true)).isFalse();
        assertThat(line.has("seller_privacy_policy")).isFalse();
    }

    @Test
    void googleGetsRssAndTabs() {
        String rss = text(new GoogleFeed(), 0);
        List<String> lines = text(new GoogleFeed(), 1).lines().toList();

        assertThat(rss)
                .contains("xmlns:g=\"http://base.google.com/ns/1.0\"")
                .contains("<item><g:id>Ab12-01KJ38CXYZ9CJ8K2Y9HDYQ8DXT</g:id>")
                .contains("<g:item_group_id>Ab12-g0000000001</g:item_group_id>")
                .contains("<title>Pace Running Shoes - 8</title>")
                .contains("<link>https://www.shop.example/p/pace?variant=8</link>")
                .contains("<g:image_link>https://cdn.example/a.webp</g:image_link>")
                .contains("<g:sale_price>79.95 USD</g:sale_price>")
                .endsWith("</channel>\n</rss>\n");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).split("\t", -1))
                .hasSameSizeAs(lines.get(1).split("\t", -1))
                .contains("link", "size");
        assertThat(lines.get(1)).contains("\t99.95 USD\t79.95 USD\t");
    }

    @Test
    void microsoftGetsItsOwnWordsAndNoTabAtTheEndOfALine() {
        FeedItem item = new MicrosoftFeed().item(SampleOffer.shoe());
        List<String> lines = text(new MicrosoftFeed(), 0).lines().toList();

        assertThat(item.said("availability")).isEqualTo("in stock");
        assertThat(item.said("price")).isEqualTo("99.95 USD");
        assertThat(item.said("sale_price")).isEqualTo("79.95");
        assertThat(lines).hasSize(2).noneMatch(it -> it.endsWith("\t"));
    }

    @Test
    void aPriceHasTheDecimalsOfItsCurrency() {
        assertThat(FeedText.price(new Money(500, "JPY"))).isEqualTo("500 JPY");
        assertThat(FeedText.price(new Money(1_234_567, "USD"))).isEqualTo("12345.67 USD");
        assertThat(FeedText.price(new Money(1_500, "KWD"))).isEqualTo("1.500 KWD");
    }

    private static String text(Destination destination, int form) {
        StringBuilder file = new StringBuilder();
        FeedForm chosen = destination.forms().get(form);
        chosen.begin(file, SampleOffer.SHOP);
        chosen.add(file, destination.item(SampleOffer.shoe()));
        chosen.end(file);
        return file.toString();
    }
}
