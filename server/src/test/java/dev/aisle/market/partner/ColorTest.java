package dev.aisle.market.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ColorTest {

    @Test
    void contrastIsThatOfTheStandard() {
        assertThat(new Color(0).contrast(Color.WHITE)).isCloseTo(21, within(0.001));
        assertThat(new Color(0x777777).contrast(Color.WHITE)).isCloseTo(4.48, within(0.01));
        assertThat(Color.WHITE.contrast(Color.WHITE)).isEqualTo(1);
    }

    @Test
    void whatStandsOnAnyColorCanBeRead() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            Color color = new Color(random.nextInt(0x1000000));

            assertThat(color.textOn().contrast(color)).as(color.hex()).isGreaterThanOrEqualTo(4.2);
            assertThat(color.readableOnWhite().contrast(Color.WHITE))
                    .as(color.hex())
                    .isGreaterThanOrEqualTo(Color.READABLE);
        }
    }

    @Test
    void aColorIsReadInBothForms() {
        assertThat(Color.parse("#0a7")).contains(new Color(0x00aa77));
        assertThat(Color.parse("00AA77")).contains(new Color(0x00aa77));
        assertThat(Color.parse("teal")).isEmpty();
        assertThat(Color.parse("#00aa7;}")).isEmpty();
    }
}
