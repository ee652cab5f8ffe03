package dev.aisle.base.ids;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.ids.ApiKey.Kind;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

    private static final String THIRTY_TWO_AS = "A".repeat(32);

    @Test
    void theChecksumIsTheOneOfTheContract() {
        assertThat(ApiKey.check(Kind.PARTNER, "c3_sk_test_" + THIRTY_TWO_AS + "2nffNQ"))
                .isPresent();
        assertThat(ApiKey.check(Kind.VENDOR, "ch3_test_" + THIRTY_TWO_AS + "0N6TTT"))
                .isPresent();
        assertThat(ApiKey.check(Kind.VENDOR, "ch3_live_abcdefghijklmnopqrstuvwxyz0123451y3LsG"))
                .isPresent();
    }

    @Test
    void aMadeKeyPassesItsOwnCheckAndNoOther() {
        ApiKey key = ApiKey.make(Kind.PARTNER, true);

        assertThat(ApiKey.check(Kind.PARTNER, key.value())).contains(key);
        assertThat(ApiKey.check(Kind.VENDOR, key.value())).isEmpty();
        assertThat(key.value()).matches("c3_sk_live_[0-9A-Za-z]{38}");
        assertThat(key.live()).isTrue();
        assertThat(ApiKey.make(Kind.VENDOR, false).live()).isFalse();
    }

    @Test
    void aMistypedKeyIsRefused() {
        String right = "ch3_test_" + THIRTY_TWO_AS + "0N6TTT";

        assertThat(ApiKey.check(Kind.VENDOR, right.replaceFirst("A", "B"))).isEmpty();
        assertThat(ApiKey.check(Kind.VENDOR, right + "0")).isEmpty();
        assertThat(ApiKey.check(Kind.VENDOR, right.substring(1))).isEmpty();
        assertThat(ApiKey.check(Kind.VENDOR, right.replace('T', '-'))).isEmpty();
        assertThat(ApiKey.check(Kind.VENDOR, "")).isEmpty();
    }

    @Test
    void aKeyDoesNotTellItsSecretWhenPrinted() {
        ApiKey key = new ApiKey("ch3_test_" + THIRTY_TWO_AS + "0N6TTT");

        assertThat(key).hasToString("ch3_test_…6TTT");
        assertThat(key.hash()).hasSize(32);
    }
}
