package dev.aisle.edge.catalogapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.OwnEdge;
import dev.aisle.edge.RunningEdge;
import dev.aisle.edge.RunningEdge.Answer;
import dev.aisle.edge.SampleGoods;
import dev.aisle.market.affiliate.LinkTemplate;
import dev.aisle.market.affiliate.Programme;
import dev.aisle.market.affiliate.ProgrammeId;
import dev.aisle.market.merchant.MerchantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// The store Trail pays 25 % everywhere, of which half is ours; Barn pays in Germany only.
@ExtendWith(OwnEdge.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlacementTest {

    private static final String ASKED = "{\"query\":\"shoes\",\"placements\":[\"affiliate\"]}";
    private static final String ASKED_IN_GERMANY =
            "{\"query\":\"shoes\",\"placements\":[\"affiliate\"],\"context\":{\"country\":\"DE\"}}";

    private final RunningEdge edge;

    PlacementTest(RunningEdge edge) {
        this.edge = edge;
        edge.have(
                programme("1", SampleGoods.TRAIL.id().value(), "0.25", Set.of()),
                programme("2", SampleGoods.BARN.id().value(), "0.0777", Set.of("DE")));
    }

    @Test
    void whoAsksWithAKeyIsToldTheNetShareInPercentWhereItIsKnown() {
        assertThat(shares(edge.post("/catalog/search", ASKED, "x-api-key", RunningEdge.KEY)
                        .json()))
                .contains("Tr4L 12.5", "bArn -")
                .doesNotContain("Tr4L -", "bArn 3.89");
        assertThat(shares(edge.post("/catalog/search", ASKED_IN_GERMANY, "x-api-key", RunningEdge.KEY)
                        .json()))
                .contains("Tr4L 12.5", "bArn 3.89");
    }

    @Test
    void thePlacementIsOfTheDocumentedForm() {
        JsonNode answer = edge.call("search_catalog", ASKED, "x-api-key", RunningEdge.KEY)
                .json()
                .path("result")
                .path("structuredContent");

        assertThat(answer.findValue("placement").toString())
                .isEqualTo("{\"type\":\"affiliate\",\"commission\":{\"percentage\":{\"value\":12.5}}}");
    }

    @Test
    void everyQuestionShowsIt() {
        String lookup = "{\"ids\":[\"%s\"],\"placements\":[\"affiliate\"]}".formatted(SampleGoods.SHOE);
        String detail = "{\"id\":\"%s\",\"placements\":[\"affiliate\"]}".formatted(SampleGoods.SHOE);

        assertThat(edge.post("/catalog/lookup", lookup, "x-api-key", RunningEdge.KEY)
                        .text())
                .contains("\"value\":12.5");
        assertThat(edge.post("/catalog/product", detail, "x-api-key", RunningEdge.KEY)
                        .text())
                .contains("\"value\":12.5");
    }

    @Test
    void whoDoesNotAskOrHasNoKeySeesTheAnswerUnchanged() {
        String plain = "{\"query\":\"shoes\"}";
        String[] key = {"x-api-key", RunningEdge.KEY};
        Answer unasked = edge.post("/catalog/search", plain, key);
        Answer anonymous = edge.post("/catalog/search", plain);

        assertThat(unasked.text()).doesNotContain("placement");
        assertThat(edge.post("/catalog/search", "{\"query\":\"shoes\",\"placements\":[]}", key)
                        .text())
                .isEqualTo(unasked.text());
        Answer strange = edge.post("/catalog/search", "{\"query\":\"shoes\",\"placements\":[\"banner\"]}", key);
        assertThat(strange.json().path("products")).isEqualTo(unasked.json().path("products"));
        assertThat(strange.json().at("/messages/0/content").asString(""))
                .isEqualTo("Unknown placement 'banner'. There is: affiliate.");
        Answer asked = edge.post("/catalog/search", ASKED);
        assertThat(asked.json().path("products")).isEqualTo(anonymous.json().path("products"));
        assertThat(asked.json().at("/messages/0/content").asString("")).contains("x-api-key");
        assertThat(edge.post("/catalog/search", ASKED, "x-api-key", "ch3_live_false")
                        .text())
                .doesNotContain("placement\"");
    }

    private static List<String> shares(JsonNode answer) {
        return answer.path("products")
                .valueStream()
                .flatMap(product -> product.path("variants").valueStream())
                .map(variant -> variant.path("seller").path("id").asString("") + " "
                        + Stream.of(variant.at("/placement/commission/percentage/value"))
                                .map(it -> it.isMissingNode() ? "-" : it.toString())
                                .findFirst()
                                .orElseThrow())
                .distinct()
                .toList();
    }

    private static Programme programme(String id, String merchant, String rate, Set<String> countries) {
        return new Programme(
                new ProgrammeId(id),
                "net-one",
                new MerchantId(merchant),
                countries,
                new BigDecimal(rate),
                new BigDecimal("0.5"),
                new LinkTemplate("https://go.net-one.example/to?sub={click}&page={url}"),
                Instant.EPOCH,
                Optional.empty());
    }
}
