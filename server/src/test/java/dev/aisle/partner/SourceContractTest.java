package dev.aisle.partner;

import dev.aisle.base.http.ImpatientHttp;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.source.SourceContract;
import dev.aisle.partner.source.akeneo.AkeneoMapping;
import dev.aisle.partner.source.akeneo.AkeneoSource;
import dev.aisle.partner.source.bigcommerce.BigCommerceSource;
import dev.aisle.partner.source.file.FeedFileSource;
import dev.aisle.partner.source.file.FeedFolder;
import dev.aisle.partner.source.magento.MagentoSource;
import dev.aisle.partner.source.shopify.ShopifyApp;
import dev.aisle.partner.source.shopify.ShopifySource;
import dev.aisle.partner.source.woocommerce.WooCommerceSource;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/// The contract of sources for each of them, against its simulator: one line of how it is made, and what lets it in.
class SourceContractTest {

    private static final InstantSource TIME = InstantSource.system();
    private static final int GOODS = 50;
    /// Every tenth comes in two sizes.
    private static final int UNITS = GOODS + GOODS / 10;

    private static final int PAGE = 20;
    private static final int QUIET_SECONDS = 30;

    /// A source before its simulator.
    abstract static class OnItsSimulator implements SourceContract {

        final Simulator simulator;
        final OutsideHttp http;
        private final Merchant merchant;
        final String key;
        private final String list;

        /// @param list the path of what is read first
        OnItsSimulator(Platform platform, String list) {
            simulator = Simulator.open(platform, GOODS, TIME);
            String host = simulator.origin().getRawAuthority();
            http = ImpatientHttp.to(host);
            merchant = new Merchant(new MerchantId("Ab12"), host, "http", Optional.empty());
            key = simulator.office("key").strip();
            this.list = list;
        }

        @AfterEach
        void close() {
            http.close();
            simulator.close();
        }

        @Override
        public int things() {
            return GOODS;
        }

        @Override
        public Access access(Secret secret) {
            return new Access(merchant, simulator.store(), Optional.of("USD"), secret);
        }

        @Override
        public Secret goodSecret() {
            return new Secret(Simulator.pairs(key));
        }

        @Override
        public Secret wrongSecret() {
            return goodSecret().with("access_token", "0123456789abcdef");
        }

        @Override
        public void misbehave(Fault fault) {
            String how = switch (fault) {
                case ASKS_TO_WAIT -> "kind=status&status=429&retry=7";
                case BREAKS_OFF -> "kind=truncated";
                case SPEAKS_NO_JSON -> "kind=page";
                case FAILS -> "kind=status&status=500";
            };
            simulator.fault(how + "&path=" + list);
        }

        @Override
        public Instant sinceNothingChanged() {
            return TIME.instant().minusSeconds(QUIET_SECONDS);
        }

        @Override
        public void change() {
            simulator.price(simulator.units().getFirst(), "77.70");
        }
    }

    @Nested
    class Shopify extends OnItsSimulator {

        Shopify() {
            super(Platform.SHOPIFY, "/admin/api/.*/products.json");
        }

        @Override
        public Source source() {
            return new ShopifySource(
                    new ShopifyApp("sample-street-app", SourceStage.APP_SECRET, http, TIME), http, TIME, PAGE);
        }

        @Override
        public Secret wrongSecret() {
            return new Secret(Map.of("access_token", "shpat_no"));
        }
    }

    @Nested
    class WooCommerce extends OnItsSimulator {

        WooCommerce() {
            super(Platform.WOOCOMMERCE, "/wp-json/wc/v3/products");
        }

        @Override
        public Source source() {
            return new WooCommerceSource(http, TIME, PAGE);
        }

        @Override
        public Secret goodSecret() {
            String[] pair = key.split(" ", -1);
            return new Secret(Map.of(
                    "consumer_key", pair[0],
                    "consumer_secret", pair[1],
                    "webhook_secret", SourceStage.HOOK_SECRET));
        }

        @Override
        public Secret wrongSecret() {
            return goodSecret().with("consumer_secret", "cs_no");
        }
    }

    @Nested
    class Magento extends OnItsSimulator {

        Magento() {
            super(Platform.MAGENTO, "/rest/V1/products");
        }

        /// Parts of configurable products are products of their own that nobody sees.
        @Override
        public int things() {
            return GOODS + 2 * GOODS / 10;
        }

        @Override
        public Source source() {
            return new MagentoSource(http, TIME, PAGE);
        }
    }

    @Nested
    class Akeneo extends OnItsSimulator {

        private final AkeneoSource source;
        private final Secret mapped;

        Akeneo() {
            super(Platform.AKENEO, "/api/rest/v1/products-uuid");
            source = new AkeneoSource(http, TIME, PAGE);
            if (!(source.learn(access(super.goodSecret())) instanceof AkeneoSource.Known.Good known)) {
                throw new IllegalStateException("the PIM lets nobody in");
            }
            mapped = AkeneoMapping.guess(known.attributes())
                    .into(known.secret())
                    .with("map.link", simulator.origin() + "/p/{sku}")
                    .with("channel", "ecommerce")
                    .with("locale", "en_US");
        }

        @Override
        public int things() {
            return UNITS;
        }

        @Override
        public Source source() {
            return source;
        }

        @Override
        public Secret goodSecret() {
            return mapped;
        }

        @Override
        public Secret wrongSecret() {
            return mapped.with("access_token", "no").with("refresh_token", "no").with("password", "no");
        }
    }

    @Nested
    class BigCommerce extends OnItsSimulator {

        BigCommerce() {
            super(Platform.BIGCOMMERCE, ".*/v3/catalog/products");
        }

        @Override
        public Source source() {
            return new BigCommerceSource(http, TIME, PAGE);
        }
    }

    /// A file is read whole each time.
    @Nested
    class ProductFeed extends OnItsSimulator {

        @TempDir
        private Path folder;

        ProductFeed() {
            super(Platform.PRODUCT_FEED, "/export/products.tsv");
        }

        @Override
        public int things() {
            return UNITS;
        }

        @Override
        public boolean tellsChanges() {
            return false;
        }

        @Override
        public Source source() {
            return new FeedFileSource(http, new FeedFolder(folder, TIME), ignored -> 0, TIME);
        }

        @Override
        public Secret goodSecret() {
            return super.goodSecret().with("url", simulator.store().toString());
        }

        @Override
        public Secret wrongSecret() {
            return goodSecret().with("password", "no");
        }
    }
}
