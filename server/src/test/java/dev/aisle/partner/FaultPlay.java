package dev.aisle.partner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.Unguarded.Guard;
import dev.aisle.partner.connection.Connection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// How a fault is played and checked, the guard without which the check fails, and the defect that is seen then.
record FaultPlay(Guard guard, Defect defect, Consumer<SourceStage> check) {

    /// What comes of a fault that nobody guards against. Every assertion of a play says which one it looks for.
    enum Defect {
        /// A listing is missing that the platform shows.
        LOST,
        /// A listing is there twice.
        DOUBLED,
        /// A listing says what it said before.
        STALE,
        /// The row of the connection says something else than what is so.
        WRONG_STATUS,
        /// The platform is not asked again when it should be.
        WRONG_TIME,
        /// The platform is asked more often than it must be.
        ASKED_TOO_OFTEN,
        /// Somebody who is not the platform is believed.
        BELIEVED,
        /// The whole run or call breaks off.
        BROKEN_OFF;

        /// How a failed assertion about it begins.
        String words() {
            return "[" + name() + "]";
        }
    }

    /// Everything is there once, and all is well.
    static void whole(SourceStage stage) {
        long units = stage.simulator.units().size();
        long shown = stage.shown();
        assertThat(shown)
                .as((shown > units ? Defect.DOUBLED : Defect.LOST).name())
                .isEqualTo(units);
        assertThat(stage.live()).as(Defect.LOST.name()).hasSize((int) units);
        assertThat(stage.row().sync().state()).as(Defect.WRONG_STATUS.name()).contains(Connection.Sync.State.LIVE);
        assertThat(stage.row().failure()).as(Defect.WRONG_STATUS.name()).isEmpty();
    }

    static void rowSays(SourceStage stage, String code) {
        assertThat(stage.row().failure().map(Connection.Failure::code))
                .as(Defect.WRONG_STATUS.name())
                .contains(code);
    }

    static void fault(SourceStage stage, String query) {
        stage.simulator.fault(query + "&path=" + encoded(list(stage)));
    }

    static String encoded(Pattern path) {
        return URLEncoder.encode(path.pattern(), StandardCharsets.UTF_8);
    }

    /// The address of the platform's list.
    static Pattern list(SourceStage stage) {
        return Pattern.compile(
                switch (stage.platform) {
                    case SHOPIFY -> "/admin/api/.*/products[.]json";
                    case WOOCOMMERCE -> "/wp-json/wc/v3/products(?=$|[?])";
                    case MAGENTO -> "/rest/V1/products(?=$|[?])";
                    case BIGCOMMERCE -> "/stores/[a-z0-9]+/v3/catalog/products(?=$|[?])";
                    default -> "/api/rest/v1/products-uuid";
                });
    }

    /// The address of one thing.
    static Pattern one(SourceStage stage) {
        return Pattern.compile(
                switch (stage.platform) {
                    case SHOPIFY -> "/admin/api/.*/products/.*";
                    case BIGCOMMERCE -> "/stores/[a-z0-9]+/v3/catalog/products/[0-9]+";
                    case AKENEO -> "/api/rest/v1/products-uuid/.+";
                    default -> "/wp-json/wc/v3/products/[0-9]*";
                });
    }

    static Pattern token(SourceStage stage) {
        return Pattern.compile(
                stage.platform == Platform.SHOPIFY ? "/admin/oauth/access_token" : "/api/oauth/v1/token");
    }
}
