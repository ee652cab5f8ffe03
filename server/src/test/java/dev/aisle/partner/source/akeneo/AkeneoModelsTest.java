package dev.aisle.partner.source.akeneo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.http.ImpatientHttp;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.json.Json;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.Simulator;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Tokens;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AkeneoModelsTest {

    private static final InstantSource TIME = InstantSource.system();
    private static final Pattern MODELS = Pattern.compile("product-models");
    private static final Pattern LONG_ADDRESS = Pattern.compile("product-models.{5000}");
    private static final Simulator PIM = Simulator.open(Platform.AKENEO, 2_000, TIME);
    private static final OutsideHttp HTTP = ImpatientHttp.to(PIM.origin().getRawAuthority());
    private static final AkeneoClient CLIENT = new AkeneoClient(HTTP, TIME);
    private static final Access ACCESS = access();

    @AfterAll
    static void close() {
        HTTP.close();
        PIM.close();
    }

    @BeforeEach
    void forgetsFaults() {
        PIM.fault("");
    }

    private static Access access() {
        Secret entered = new Secret(Simulator.pairs(PIM.office("key")));
        if (!(CLIENT.signIn(PIM.origin(), entered) instanceof Tokens.Renewed.Fresh fresh)) {
            throw new IllegalStateException("the PIM lets nobody in");
        }
        Merchant merchant = new Merchant(new MerchantId("Ab12"), "pim.example", "https", Optional.empty());
        return new Access(merchant, PIM.origin(), Optional.of("USD"), fresh.secret());
    }

    private static JsonNode productBelow(String model) {
        return Json.tree(Json.write(Map.of("parent", model)));
    }

    private static Map<String, JsonNode> above(List<JsonNode> products) {
        assertThat(AkeneoModels.above(products, CLIENT, ACCESS)).isInstanceOf(AkeneoModels.Good.class);
        return AkeneoModels.above(products, CLIENT, ACCESS) instanceof AkeneoModels.Good good
                ? good.byCode()
                : Map.of();
    }

    private static long requests(Runnable what) {
        long before = PIM.asked(MODELS);
        what.run();
        return PIM.asked(MODELS) - before;
    }

    @Test
    void modelsOfAPageAreSearchedTogether() {
        List<JsonNode> page = IntStream.rangeClosed(1, 100)
                .mapToObj(n -> productBelow("thing-" + n * 10))
                .toList();

        assertThat(requests(() -> AkeneoModels.above(page, CLIENT, ACCESS))).isEqualTo(1);
        assertThat(above(page))
                .hasSize(100)
                .hasEntrySatisfying(
                        "thing-1000",
                        model -> assertThat(model.path("values").path("name").toString())
                                .contains("Plain thing No. 1000"));
    }

    @Test
    void aSearchIsNoLongerThanServersTake() {
        List<JsonNode> page = IntStream.rangeClosed(1, 100)
                .mapToObj(n -> productBelow("thing-" + "é".repeat(60) + n))
                .toList();

        AkeneoModels.above(page, CLIENT, ACCESS);

        assertThat(PIM.asked(LONG_ADDRESS)).isZero();
    }

    @Test
    void aModelThatTheSearchLeavesOutIsAskedForByItself() {
        PIM.fault("kind=models-left-out&times=1000");

        assertThat(above(List.of(productBelow("thing-20"), productBelow("thing-30"))))
                .containsKeys("thing-20", "thing-30")
                .allSatisfy((code, model) ->
                        assertThat(model.path("values").has("name")).isTrue());
    }

    @Test
    void aModelThatThePimDoesNotKnowSaysNothing() {
        assertThat(above(List.of(productBelow("never"), productBelow("thing-20"))))
                .hasEntrySatisfying("never", model -> assertThat(model).isEmpty())
                .hasEntrySatisfying("thing-20", model -> assertThat(model).isNotEmpty());
    }

    @Test
    void whereModelsCannotBeReadNothingIsMadeUp() {
        PIM.fault("kind=status&status=500&path=.*product-models.*");

        assertThat(AkeneoModels.above(List.of(productBelow("thing-20")), CLIENT, ACCESS))
                .isInstanceOf(AkeneoModels.Bad.class);
    }
}
