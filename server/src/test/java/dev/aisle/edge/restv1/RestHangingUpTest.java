package dev.aisle.edge.restv1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.LoggedTrouble;
import dev.aisle.edge.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who hangs up in the middle of a call, or before its answer, is no trouble of ours.
@ExtendWith(SharedTeaHouse.class)
class RestHangingUpTest {

    private static final String SEARCH = "/v1/search";
    private static final String QUESTION = "{\"query\":\"kettle\"}";

    private final TeaHouse house;
    private final String base;
    private final String key;

    RestHangingUpTest(TeaHouse house) {
        this.house = house;
        this.base = house.address().toString();
        this.key = "x-api-key: " + house.key();
    }

    @Test
    void aBodyThatBreaksOffIsNoErrorOfOurs() {
        try (LoggedTrouble trouble = new LoggedTrouble()) {
            String answer = RawHttp.postAndBreakOff(base, SEARCH, "{\"query\":\"ket", 400, key);

            assertThat(trouble.lines()).isEmpty();
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("{\"detail\":\"The body broke off before its end.\"}");
        }
    }

    @Test
    void whoLeavesBeforeTheAnswerIsNoErrorOfOurs() {
        try (LoggedTrouble trouble = new LoggedTrouble()) {
            for (int i = 0; i < 20; i++) {
                RawHttp.postAndLeave(base, SEARCH, QUESTION, key);
                RawHttp.postAndLeave(base, SEARCH, "{}", key);
            }

            assertThat(house.post(SEARCH, QUESTION).status()).isEqualTo(200);
            assertThat(trouble.lines()).isEmpty();
        }
    }
}
