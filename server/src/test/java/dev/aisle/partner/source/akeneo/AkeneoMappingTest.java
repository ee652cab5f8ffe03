package dev.aisle.partner.source.akeneo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.partner.source.akeneo.AkeneoMapping.Attribute;
import dev.aisle.partner.source.akeneo.AkeneoMapping.Target;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AkeneoMappingTest {

    @Test
    void theAddressOfAPictureIsNotTakenForThePageOfTheProduct() {
        AkeneoMapping guessed = AkeneoMapping.guess(texts("picture_url", "seo_page_url"));
        assertThat(guessed.find(Target.LINK)).contains("seo_page_url");
        assertThat(guessed.find(Target.IMAGE)).contains("picture_url");
        assertThat(AkeneoMapping.guess(texts("picture_url")).find(Target.LINK)).isEmpty();
    }

    @Test
    void aCodeThatIsLikelyLetterForLetterGoesBeforeOneThatHoldsIt() {
        AkeneoMapping guessed = AkeneoMapping.guess(texts("brand_story", "Brand"));
        assertThat(guessed.find(Target.BRAND)).contains("Brand");
    }

    private static List<Attribute> texts(String... codes) {
        return Arrays.stream(codes)
                .map(code -> new Attribute(code, "pim_catalog_text"))
                .toList();
    }
}
