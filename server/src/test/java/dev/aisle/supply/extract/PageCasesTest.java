package dev.aisle.supply.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.json.Json;
import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.supply.crawl.FetchedPage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.SerializationFeature;

/// Reads `pages/<case>.html` and expects `pages/<case>.json`; `-Dupdate` writes what is read as what is expected. The
/// first line of a case may be a comment with the address it was found at: `<!-- url: /some/path -->`.
class PageCasesTest {

    private static final Path PAGES = Path.of("src/test/resources/pages");
    private static final Merchant MERCHANT =
            new Merchant(new MerchantId("shop"), "shop.example", "https", Optional.empty());

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".html"))
                    .map(name -> name.substring(0, name.length() - ".html".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPageIsReadAsExpected(String name) throws IOException {
        String text = Files.readString(PAGES.resolve(name + ".html"));
        Path expected = PAGES.resolve(name + ".json");

        String read = pretty(read(text));

        if (System.getProperty("update") != null) {
            Files.writeString(expected, read);
        }
        assertThat(read).isEqualTo(Files.readString(expected));
    }

    private static Reading read(String text) {
        URI url = URI.create("https://shop.example" + path(text));
        String body = text.startsWith("<!-- url:") ? text.substring(text.indexOf("-->") + 3) : text;
        return new Extractor()
                .read(MERCHANT, new FetchedPage(url, url, 200, "text/html", Map.of(), body, Instant.EPOCH));
    }

    private static String path(String text) {
        return text.startsWith("<!-- url:")
                ? text.substring("<!-- url:".length(), text.indexOf("-->")).strip()
                : "/products/thing";
    }

    private static String pretty(Reading reading) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(
                "listings",
                reading.listings().stream().map(PageCasesTest::summary).toList());
        put(all, "links", reading.links().stream().map(URI::toString).toList());
        reading.next().ifPresent(next -> all.put("next", next.toString()));
        if (reading.noindex()) {
            all.put("noindex", true);
        }
        put(all, "problems", reading.problems());
        return Json.mapper().writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all) + "\n";
    }

    /// The most trusted word on each field with where it comes from; all images and categories.
    private static Map<String, Object> summary(RawListing listing) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("item", listing.item());
        summary.put("page", listing.page().toString());
        listing.fields().forEach((field, said) -> {
            RawListing.Said first = said.getFirst();
            boolean list = field == Field.IMAGE || field == Field.CATEGORY;
            String value = list
                    ? String.join(
                            " | ", said.stream().map(RawListing.Said::value).toList())
                    : first.value();
            summary.put(field.name(), List.of(value, first.evidence().name()));
        });
        put(summary, "options", named(listing.options()));
        put(summary, "attributes", named(listing.attributes()));
        return summary;
    }

    private static List<String> named(List<RawListing.Named> named) {
        List<String> lines = new ArrayList<>();
        named.forEach(it -> lines.add(it.name() + ": " + it.value()));
        return lines;
    }

    private static void put(Map<String, Object> map, String name, List<String> values) {
        if (!values.isEmpty()) {
            map.put(name, values);
        }
    }
}
