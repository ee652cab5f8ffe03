package dev.aisle.market.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.listing.Listing.Named;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionPolicyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Size         | M
            Size         | 3XL
            Size         | 42.5
            Size         | 8 M
            Size         | 10 inch
            Size         | 160 x 230 cm
            Size         | 32W x 34L
            Size         | W32 L34
            Size         | 34G
            Waist        | 32 in
            Inseam       | 30 inch
            Length       | 30L
            Shoe width   | 2E
            Sleeve Length| 65 cm
            Größe        | 38
            Taille       | 38
            """)
    void whatOnlyMakesAThingFitStaysInsideItsProduct(String name, String value) {
        assertThat(OptionPolicy.makesAnotherProduct(new Named(name, value))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Color        | Navy
            Pattern      | Leaves
            Material     | Linen
            Style        | Low
            Capacity     | 512 GB
            Screen size  | 27 inch
            Storage      | 1TB
            Size         | 256GB
            Size         | 250 ml
            Size         | 1.5 L
            Size         | 50 g
            Size         | 12 oz
            Size         | 6-pack
            Size         | Pack of 6
            Size         | 24 pcs
            Größe        | 500 ml
            Flavour      | Mint
            Length       | 2 m
            Length       | 10 ft
            Size         | 3 metres
            """)
    void whatChangesTheLookOrTheThingMakesAnotherProduct(String name, String value) {
        assertThat(OptionPolicy.makesAnotherProduct(new Named(name, value))).isTrue();
    }

    @Test
    void theLookDoesNotDependOnTheOrderOrTheSpellingOfOptions() {
        String one = OptionPolicy.look(
                List.of(new Named("Color", "Navy"), new Named("Size", "M"), new Named("Pattern", "Plain")));
        String other = OptionPolicy.look(List.of(new Named("pattern", "plain"), new Named("COLOR", "navy ")));

        assertThat(one).isEqualTo(other).isEqualTo("color=navy|pattern=plain");
    }
}
