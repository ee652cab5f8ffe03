package dev.aisle.market.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ListingDocumentTest {

    private final Listing kettle = SampleListing.at("abcd", "kettle")
            .titled("Kettle 1.7 l")
            .brand("Norvent")
            .option("Color", "Sand")
            .attribute("Power", "2200 W")
            .pictured("https://abcd.example/kettle.jpg")
            .listing();

    @Test
    void whatIsWrittenIsReadBackWhole() {
        Listing read = ListingDocument.read(kettle.key(), kettle.seenAt(), ListingDocument.write(kettle));

        assertThat(read).isEqualTo(kettle);
    }

    @Test
    void aTimeInLettersIsReadAsWell() {
        String now = ListingDocument.write(kettle);
        String before =
                now.replace(String.valueOf(SampleListing.NOON.toEpochMilli()), "\"" + SampleListing.NOON + "\"");

        assertThat(before).isNotEqualTo(now);
        assertThat(ListingDocument.read(kettle.key(), kettle.seenAt(), before)).isEqualTo(kettle);
    }

    @Test
    void fieldsOfAnOriginThatAreNamedAreReadAsWell() {
        String now = ListingDocument.write(kettle);
        String names = kettle.origins().keySet().stream()
                .map(field -> '"' + field.name() + '"')
                .collect(Collectors.joining(",", "[", "]"));
        String before = now.replaceAll("\"fields\":\\d+", "\"fields\":" + names);

        assertThat(before).isNotEqualTo(now);
        assertThat(ListingDocument.read(kettle.key(), kettle.seenAt(), before)).isEqualTo(kettle);
    }
}
