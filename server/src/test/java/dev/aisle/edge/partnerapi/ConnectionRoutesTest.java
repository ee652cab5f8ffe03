package dev.aisle.edge.partnerapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.PartnerId;
import dev.aisle.market.partner.Partners;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ConnectionRoutesTest extends PartnerApiStage {

    @Test
    void aConnectSessionIsMintedForARegisteredWayBack() {
        Partners.Issued issued = partners.create("P", List.of("https://app.partner.example/done"), true);
        String own = issued.key().value();
        String sessions =
                MERCHANTS + "/" + created(post(own, "{\"domain\":\"sessions.example\"}")) + "/connections/sessions";

        HttpResponse<String> minted = send(
                "POST",
                sessions,
                Map.of("x-api-key", own),
                "{\"redirect_uri\":\"https://app.partner.example/done?org=7\",\"platform\":\"woocommerce\",\"state\":\" s \"}");

        assertThat(minted.statusCode()).isEqualTo(200);
        String token = json(minted).get("token").stringValue();
        assertThat(token).matches("[A-Za-z0-9_-]{43}");
        assertThat(json(minted).get("url").stringValue()).isEqualTo("https://connect.example/connect/" + token);
        assertThat(json(minted).get("expires_at").stringValue())
                .isEqualTo(now.plusSeconds(1_800).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | missing | redirect_uri",
                "{'redirect_uri':'https://evil.test/'} | value_error | redirect_uri",
                "{'redirect_uri':'https://app.partner.example/donex'} | value_error | redirect_uri",
                "{'redirect_uri':'https://app.partner.example/done?state=1'} | value_error | redirect_uri",
                "{'redirect_uri':'http://app.partner.example/done'} | value_error | redirect_uri",
                "{'redirect_uri':7} | string_type | redirect_uri",
                "{'redirect_uri':'https://app.partner.example/done','platform':'web_crawl'} | value_error | platform",
                "{'redirect_uri':'https://app.partner.example/done','platform':'etsy'} | enum | platform",
                "{'redirect_uri':'https://app.partner.example/done','platform':''} | enum | platform",
                "{'redirect_uri':'https://app.partner.example/done','state':7} | string_type | state",
            })
    void aConnectSessionThatCannotBeSaysWhy(String body, String type, String field) {
        Partners.Issued issued = partners.create("P", List.of("https://app.partner.example/done"), true);
        String own = issued.key().value();
        String sessions =
                MERCHANTS + "/" + created(post(own, "{\"domain\":\"sessions.example\"}")) + "/connections/sessions";

        HttpResponse<String> refused = send("POST", sessions, Map.of("x-api-key", own), body.replace('\'', '"'));

        assertThat(refused.statusCode()).isEqualTo(422);
        JsonNode fault = json(refused).get("detail").get(0);
        assertThat(fault.get("type").stringValue()).isEqualTo(type);
        assertThat(fault.get("loc").get(1).stringValue()).isEqualTo(field);
        assertThat(fault.get("msg").stringValue()).endsWith(".");
    }

    @Test
    void aTestKeyReachesTheSampleStreetOnly() {
        PartnerId both = partners.create("Both", List.of("https://app.partner.example/"), false)
                .partner();
        String test = partners.rotate(both, java.time.Duration.ofHours(1)).value();
        assertThat(test).startsWith("c3_sk_test_");
        String shop = created(post(test, "{\"domain\":\"127.0.0.1:8091\"}"));
        MerchantId real = new Merchants(database.db(), () -> now)
                .findOrAdd(new dev.aisle.market.merchant.Domain("real.example", "https"), Optional.empty())
                .merchant()
                .id();
        new Merchants(database.db(), () -> now).attach(both, real);

        String body = "{\"redirect_uri\":\"https://app.partner.example/x\"}";
        assertThat(send("POST", MERCHANTS + "/" + shop + "/connections/sessions", Map.of("x-api-key", test), body)
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("POST", MERCHANTS + "/" + real + "/connections/sessions", Map.of("x-api-key", test), body)
                        .statusCode())
                .isEqualTo(403);
        JsonNode listed = json(get(test, MERCHANTS));
        assertThat(listed.get("items")
                        .valueStream()
                        .map(it -> it.get("customer_id").stringValue()))
                .containsExactly(shop);
        assertThat(listed.get("total").intValue()).isEqualTo(1);
    }

    @Test
    void allNinePlatformsAreListedInTheirOrder() {
        String id = created(post(key, "{\"domain\":\"nine.example\"}"));

        JsonNode answer = json(get(key, MERCHANTS + "/" + id + "/connections"));

        assertThat(answer.get("customer_id").stringValue()).isEqualTo(id);
        assertThat(answer.get("import_sources").valueStream().map(PartnerApiStage::summary))
                .containsExactly(
                        "web_crawl|Web crawl|false|active|pending",
                        "shopify|Shopify|true|not_connected|null",
                        "woocommerce|WooCommerce|true|not_connected|null",
                        "magento|Adobe Commerce (Magento)|true|not_connected|null",
                        "akeneo|Akeneo|true|not_connected|null",
                        "product_feed|Product feed|true|not_connected|null");
        assertThat(answer.get("destinations").valueStream().map(PartnerApiStage::summary))
                .containsExactly(
                        "openai|OpenAI|true|active|pending",
                        "google|Google Merchant Center|true|not_connected|null",
                        "microsoft|Microsoft Merchant Center|true|not_connected|null");
        assertThat(answer.get("import_sources").get(1).toString())
                .isEqualTo("{\"platform\":\"shopify\",\"name\":\"Shopify\",\"connectable\":true,"
                        + "\"status\":\"not_connected\",\"connected_at\":null,\"sync\":{\"state\":null,"
                        + "\"last_synced_at\":null,\"next_sync_at\":null,\"items_synced\":0,\"items_failed\":0,"
                        + "\"message\":null},\"feed_url\":null,\"error\":null}");
    }

    /// Partners that know the contract's platforms only are not told of another one before their merchant chose it.
    @Test
    void anExtensionHasARowOnceTheMerchantBeganWithIt() {
        String own = partners.create("Extended", List.of("https://app.partner.example/done"), true)
                .key()
                .value();
        String id = created(post(own, "{\"domain\":\"extended.example\"}"));
        String session = MERCHANTS + "/" + id + "/connections/sessions";
        String fields = "{\"redirect_uri\":\"https://app.partner.example/done\",\"platform\":\"bigcommerce\"}";

        assertThat(send("POST", session, Map.of("x-api-key", own), fields).statusCode())
                .isEqualTo(200);
        connections.begin(new MerchantId(id), Platform.BIGCOMMERCE);

        JsonNode answer = json(get(own, MERCHANTS + "/" + id + "/connections"));
        assertThat(answer.get("import_sources").valueStream().map(PartnerApiStage::summary))
                .hasSize(7)
                .endsWith("bigcommerce|BigCommerce|true|pending|null");
    }
}
