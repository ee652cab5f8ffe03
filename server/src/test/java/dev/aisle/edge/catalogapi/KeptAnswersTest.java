package dev.aisle.edge.catalogapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.json.Json;
import dev.aisle.edge.catalogapi.CatalogCalls.Asking;
import dev.aisle.edge.wire.Caller;
import dev.aisle.edge.wire.JsonBytes;
import dev.aisle.market.vendor.VendorId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class KeptAnswersTest {

    private static final JsonNode QUESTION = Json.tree("{\"query\":\"lamp\",\"filters\":{\"available\":true}}");
    private static final Asking ANYONE = asking(VendorId.PUBLIC, false);

    private final AtomicLong generation = new AtomicLong(1);
    private final KeptAnswers kept = new KeptAnswers(1 << 20, generation::get);

    @Test
    void theSameQuestionIsAnsweredFromBeforeWhateverTheOrderOfItsMembers() {
        keep("{}");

        JsonNode otherOrder = Json.tree("{\"filters\":{\"available\":true},\"query\":\"lamp\"}");
        assertThat(kept.find(otherOrder, ANYONE)).isPresent();
        assertThat(kept.find(Json.tree("{\"query\":\"lamp\"}"), ANYONE)).isEmpty();
    }

    @Test
    void aChangedIndexForgetsWhatWasSaidBefore() {
        keep("{}");

        generation.incrementAndGet();

        assertThat(kept.find(QUESTION, ANYONE)).isEmpty();
    }

    @Test
    void anAnswerMadeWhileTheIndexChangedIsNotTakenForANewOne() {
        long before = kept.generation();
        generation.incrementAndGet();
        kept.keep(QUESTION, ANYONE, before, new JsonBytes().raw("{}"));

        assertThat(kept.find(QUESTION, ANYONE)).isEmpty();
    }

    @Test
    void anotherVendorsAnswerIsNotHandedOutBecauseItsLinksAreItsOwn() {
        keep("{}");

        assertThat(kept.find(QUESTION, asking(new VendorId("v1"), false))).isEmpty();
    }

    @Test
    void whoSendsAKeyThatDoesNotWorkIsToldSoInAnAnswerOfItsOwn() {
        keep("{}");

        assertThat(kept.find(QUESTION, asking(VendorId.PUBLIC, true))).isEmpty();
    }

    @Test
    void withoutMemoryNothingIsKept() {
        KeptAnswers none = KeptAnswers.none();
        none.keep(QUESTION, ANYONE, none.generation(), new JsonBytes().raw("{}"));

        assertThat(none.find(QUESTION, ANYONE)).isEmpty();
    }

    private void keep(String answer) {
        kept.keep(QUESTION, ANYONE, kept.generation(), new JsonBytes().raw(answer));
    }

    private static Asking asking(VendorId vendor, boolean keyRefused) {
        return new Asking(
                new Caller(Caller.Tier.ANONYMOUS, vendor, "somebody", keyRefused),
                "$",
                Optional.empty(),
                Optional.empty());
    }
}
