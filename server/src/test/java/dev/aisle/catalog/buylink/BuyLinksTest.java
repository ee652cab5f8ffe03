package dev.aisle.catalog.buylink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.listing.ListingId;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.vendor.VendorId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuyLinksTest {

    private static final ListingId OFFER = new ListingId("01KJ38CXYZ9CJ8K2Y9HDYQ8DXT");
    private static final BuyLink WHOLE = new BuyLink(
            new ProductId("HvGOfxD"),
            Optional.of(new MerchantId("lGBj")),
            new VendorId("public_ucp"),
            Optional.of(OFFER));

    private final BuyLinks links = new BuyLinks("http://127.0.0.1:8080/buy");

    @Test
    void aLinkNamesProductStoreVendorAndOffer() {
        String link = links.make(new ProductId("HvGOfxD"), new MerchantId("lGBj"), VendorId.PUBLIC, OFFER);

        assertThat(link).isEqualTo("http://127.0.0.1:8080/buy/HvGOfxD-lGBj-public_ucp?o=01KJ38CXYZ9CJ8K2Y9HDYQ8DXT");
        assertThat(links.parse(link)).contains(WHOLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://buy.trychannel3.com/HvGOfxD-lGBj-public_ucp?o=01KJ38CXYZ9CJ8K2Y9HDYQ8DXT",
                "http://127.0.0.1:8080/buy/HvGOfxD-lGBj-public_ucp?utm_source=x&o=01KJ38CXYZ9CJ8K2Y9HDYQ8DXT#top"
            })
    void aLinkIsReadWithTheProductionBaseAndAmongOtherParameters(String link) {
        assertThat(links.parse(link)).contains(WHOLE);
    }

    @Test
    void olderLinksLackTheOfferOrTheStore() {
        assertThat(links.parse("http://127.0.0.1:8080/buy/HvGOfxD-lGBj-v_1"))
                .contains(new BuyLink(
                        new ProductId("HvGOfxD"),
                        Optional.of(new MerchantId("lGBj")),
                        new VendorId("v_1"),
                        Optional.empty()));
        assertThat(links.parse("http://127.0.0.1:8080/buy/HvGOfxD-acme"))
                .contains(new BuyLink(
                        new ProductId("HvGOfxD"), Optional.empty(), new VendorId("acme"), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/HvGOfxD-lGBj-public_ucp",
                "http://127.0.0.1:8080/HvGOfxD-lGBj-public_ucp",
                "http://127.0.0.1:8080/buy/HvGOfxD",
                "http://127.0.0.1:8080/buy/HvGOfx-lGBj-v",
                "http://127.0.0.1:8080/buy/HvGOfxD-lGBj-v-x",
                "http://127.0.0.1:8080/buy/HvGOfxD-lGBj-",
                "http://127.0.0.1:8080/buy/HvGOfxD-lGBj-v?o=short",
                "http://127.0.0.1:8080/buy/HvGOfxD-lGBj-v/x",
                "HvGOfxD-lGBj-v",
                ""
            })
    void whatIsNotFormedLikeALinkIsNone(String text) {
        assertThat(links.parse(text)).isEmpty();
    }
}
