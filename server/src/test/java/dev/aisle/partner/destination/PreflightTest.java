package dev.aisle.partner.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.listing.Listing;
import dev.aisle.partner.destination.google.GoogleFeed;
import dev.aisle.partner.destination.microsoft.MicrosoftFeed;
import dev.aisle.partner.destination.openai.OpenAiFeed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PreflightTest {

    private static final Map<String, Destination> DESTINATIONS =
            Map.of("openai", new OpenAiFeed(), "google", new GoogleFeed(), "microsoft", new MicrosoftFeed());

    private record Planted(String destination, String field, String value, String rule, String source, String outcome) {

        static Planted of(String line) {
            String[] columns = line.split("\t", -1);
            return new Planted(columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]);
        }
    }

    @TestFactory
    Stream<DynamicTest> aPlantedFaultIsCaughtWithItsFieldNamed() throws IOException {
        return planted().stream()
                .map(it -> DynamicTest.dynamicTest(
                        it.destination() + " " + it.field() + " " + it.value(), () -> isCaught(it)));
    }

    @Test
    void thereAreEnoughPlantedFaults() throws IOException {
        assertThat(planted()).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    }

    @Test
    void anItemWithoutFaultsPassesAsItIs() {
        DESTINATIONS.values().forEach(destination -> {
            FeedItem item = destination.item(SampleOffer.shoe());

            Preflight.Checked checked = check(destination, item);

            assertThat(checked.faults()).isEmpty();
            assertThat(checked.passed()).contains(item);
        });
    }

    @Test
    void aFieldThatIsDroppedIsGoneAndTheRestStays() {
        Destination google = new GoogleFeed();
        FeedItem item = google.item(SampleOffer.shoe());

        Preflight.Checked checked = check(google, item.put("gender", new FeedValue.Text("ladies")));

        assertThat(checked.passed()).contains(item.without("gender"));
    }

    private static void isCaught(Planted planted) {
        Destination destination = Objects.requireNonNull(DESTINATIONS.get(planted.destination()));
        FeedItem whole = destination.item(SampleOffer.shoe());
        FeedItem broken = planted.value().equals("-")
                ? whole.without(planted.field())
                : whole.put(planted.field(), value(planted.value(), whole));

        Preflight.Checked checked = check(destination, broken);

        assertThat(checked.faults())
                .extracting(
                        ItemFault::rule,
                        ItemFault::field,
                        ItemFault::source,
                        it -> it.outcome().name().toLowerCase(Locale.ROOT))
                .contains(org.assertj.core.api.Assertions.tuple(
                        planted.rule(), planted.field(), planted.source(), planted.outcome()));
        assertThat(checked.faults())
                .allSatisfy(it -> assertThat(it.change()).startsWith(it.field()).endsWith("."));
        assertThat(checked.passed().isPresent()).isEqualTo(!planted.outcome().equals("left_out"));
        checked.passed()
                .ifPresent(it -> assertThat(it.has(planted.field()))
                        .isEqualTo(planted.outcome().equals("advice")));
    }

    private static FeedValue value(String planted, FeedItem whole) {
        String[] parts = planted.split(":", 3);
        return switch (parts[0]) {
            case "repeat" -> new FeedValue.Text(parts[2].repeat(Integer.parseInt(parts[1])));
            case "same" -> new FeedValue.Text(whole.said(parts[1]));
            case "list" ->
                new FeedValue.Texts(Collections.nCopies(Integer.parseInt(parts[1]), "https://cdn.example/i.jpg"));
            case "spaces" -> new FeedValue.Text("   ");
            default -> new FeedValue.Text(planted.replace('~', ' '));
        };
    }

    private static Preflight.Checked check(Destination destination, FeedItem item) {
        return new Preflight(destination.fields()).check(item, SampleOffer.occasion());
    }

    private static List<Planted> planted() throws IOException {
        try (var file = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PreflightTest.class.getResourceAsStream("/feeds/planted-faults.tsv")),
                StandardCharsets.UTF_8))) {
            return file.lines()
                    .filter(it -> !it.startsWith("#"))
                    .map(Planted::of)
                    .toList();
        }
    }

    @Test
    void theChoiceIsInTheTitleUnlessTheTitleNamesIt() {
        Listing shoe = SampleOffer.shoeListing();

        assertThat(FeedText.title(SampleOffer.offer(shoe), 150)).isEqualTo("Pace Running Shoes - 8");
        assertThat(FeedText.title(SampleOffer.offer(shoe), 14))
                .hasSizeLessThanOrEqualTo(14)
                .endsWith(" - 8");
    }

    @Test
    void textIsOneLine() {
        assertThat(FeedText.line(" a\t b\n\nc\u0000d ")).isEqualTo("a b c d");
        assertThat(FeedText.line("plain text")).isEqualTo("plain text");
        assertThat(FeedText.line("two  spaces")).isEqualTo("two spaces");
        assertThat(FeedText.line("end ")).isEqualTo("end");
        assertThat(FeedText.line("")).isEmpty();
    }

    @Test
    void aTradeItemNumberHasTheLengthItWasGivenOutIn() {
        assertThat(FeedText.gtin("04006381333931")).isEqualTo("4006381333931");
        assertThat(FeedText.gtin("00012345678905")).isEqualTo("012345678905");
        assertThat(FeedText.gtin("00000096385074")).isEqualTo("96385074");
        assertThat(FeedText.gtin("10012345678902")).isEqualTo("10012345678902");
    }
}
