package dev.aisle.edge.catalogapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.json.Json;
import dev.aisle.edge.catalogapi.CatalogCalls.Asking;
import dev.aisle.edge.catalogapi.KeptAnswers.Form;
import dev.aisle.edge.catalogapi.KeptAnswers.Says;
import dev.aisle.edge.wire.Caller;
import dev.aisle.edge.wire.JsonBytes;
import dev.aisle.market.vendor.VendorId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class KeptAnswersTest {

    private static final JsonNode QUESTION = Json.tree("{\"query\":\"lamp\",\"filters\":{\"available\":true}}");
    private static final Asking ANYONE = asking(VendorId.PUBLIC, false);

    private final AtomicLong generation = new AtomicLong(1);
    private final AtomicLong nanos = new AtomicLong();
    private final KeptAnswers kept = new KeptAnswers(1 << 20, generation::get, nanos::get);

    @Test
    void theSameQuestionIsAnsweredFromBeforeWhateverTheOrderOfItsMembers() {
        keep("{}");

        JsonNode otherOrder = Json.tree("{\"filters\":{\"available\":true},\"query\":\"lamp\"}");
        assertThat(kept.find(otherOrder, ANYONE, Form.AS_IT_IS)).isPresent();
        assertThat(kept.find(Json.tree("{\"query\":\"lamp\"}"), ANYONE, Form.AS_IT_IS))
                .isEmpty();
    }

    @Test
    void aChangedIndexForgetsWhatWasSaidBefore() {
        keep("{}");

        generation.incrementAndGet();

        assertThat(kept.find(QUESTION, ANYONE, Form.AS_IT_IS)).isEmpty();
    }

    @Test
    void anAnswerMadeWhileTheIndexChangedIsNotTakenForANewOne() {
        long before = kept.generation();
        generation.incrementAndGet();
        kept.keep(QUESTION, ANYONE, before, Says.MORE, new JsonBytes().raw("{}"));

        assertThat(kept.find(QUESTION, ANYONE, Form.AS_IT_IS)).isEmpty();
    }

    @Test
    void anotherVendorsAnswerIsNotHandedOutBecauseItsLinksAreItsOwn() {
        keep("{}");

        assertThat(kept.find(QUESTION, asking(new VendorId("v1"), false), Form.AS_IT_IS))
                .isEmpty();
    }

    @Test
    void whoSendsAKeyThatDoesNotWorkIsToldSoInAnAnswerOfItsOwn() {
        keep("{}");

        assertThat(kept.find(QUESTION, asking(VendorId.PUBLIC, true), Form.AS_IT_IS))
                .isEmpty();
    }

    @Test
    void withoutMemoryNothingIsKept() {
        KeptAnswers none = KeptAnswers.none();
        none.keep(QUESTION, ANYONE, none.generation(), Says.MORE, new JsonBytes().raw("{}"));

        assertThat(none.find(QUESTION, ANYONE, Form.AS_IT_IS)).isEmpty();
    }

    @Test
    void whatOnlyTheIndexSaysHoldsAsLongAsTheIndexAndAnythingElseAMinute() {
        JsonNode named = Json.tree("{\"query\":\"lamp\",\"filters\":{\"brand_ids\":[\"acme\"]}}");
        kept.keep(QUESTION, ANYONE, kept.generation(), Says.NOTHING_ELSE, new JsonBytes().raw("{}"));
        kept.keep(named, ANYONE, kept.generation(), Says.MORE, new JsonBytes().raw("{}"));
        kept.find(named, ANYONE, Form.AS_IT_IS);

        nanos.addAndGet(KeptAnswers.LONGEST.toNanos());
        assertThat(kept.find(named, ANYONE, Form.AS_IT_IS)).isPresent();
        nanos.incrementAndGet();

        assertThat(kept.find(named, ANYONE, Form.AS_IT_IS)).isEmpty();
        assertThat(kept.find(QUESTION, ANYONE, Form.AS_IT_IS)).isPresent();
    }

    @Test
    void anAnswerComesBackAsItWasGivenInTheFormThatIsAskedFor() {
        Form twice = new Form("twice", answer -> new JsonBytes().raw(answer).raw(answer));
        keep("{\"products\":[]}");

        for (int asked = 0; asked < 3; asked++) {
            assertThat(text(kept.find(QUESTION, ANYONE, Form.AS_IT_IS))).isEqualTo("{\"products\":[]}");
            assertThat(text(kept.find(QUESTION, ANYONE, twice))).isEqualTo("{\"products\":[]}{\"products\":[]}");
        }
    }

    @Test
    void aChangedIndexForgetsWhatLiesReadyToo() {
        keep("{}");
        kept.find(QUESTION, ANYONE, Form.AS_IT_IS);
        kept.find(QUESTION, ANYONE, Form.AS_IT_IS);

        generation.incrementAndGet();

        assertThat(kept.find(QUESTION, ANYONE, Form.AS_IT_IS)).isEmpty();
    }

    @Test
    void questionsThatDifferInAnythingAreDifferentQuestions() {
        keep("{}");

        for (String other : List.of(
                "{\"query\":\"lamp\",\"filters\":{\"available\":false}}",
                "{\"query\":\"lamp\",\"filters\":{\"available\":\"true\"}}",
                "{\"query\":\"lamp\",\"filters\":[\"available\",true]}",
                "{\"query\":\"lamp\",\"filters\":{\"available\":true},\"context\":{}}",
                "{\"query\":[\"lamp\"],\"filters\":{\"available\":true}}",
                "{\"query\":\"lamp\\\"filters\",\"filters\":{\"available\":true}}")) {
            assertThat(kept.find(Json.tree(other), ANYONE, Form.AS_IT_IS))
                    .as(other)
                    .isEmpty();
        }
        Asking german = new Asking(ANYONE.caller(), "$", Optional.of("de"), Optional.empty());
        Asking profiled = new Asking(ANYONE.caller(), "$", Optional.empty(), Optional.of("de"));
        assertThat(kept.find(QUESTION, german, Form.AS_IT_IS)).isEmpty();
        assertThat(kept.find(QUESTION, profiled, Form.AS_IT_IS)).isEmpty();
    }

    private static String text(Optional<JsonBytes> answer) {
        return new String(answer.orElseThrow().toBytes(), StandardCharsets.UTF_8);
    }

    private void keep(String answer) {
        kept.keep(QUESTION, ANYONE, kept.generation(), Says.MORE, new JsonBytes().raw(answer));
    }

    private static Asking asking(VendorId vendor, boolean keyRefused) {
        return new Asking(
                new Caller(Caller.Tier.ANONYMOUS, vendor, "somebody", keyRefused),
                "$",
                Optional.empty(),
                Optional.empty());
    }
}
