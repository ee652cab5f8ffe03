package dev.aisle.partner.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.RawListing.Named;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedFileTest {

    private static final Instant READ_AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final String TSV = """
            id\ttitle\tlink\tprice\tavailability\tbrand
            1\tDesk lamp\thttps://shop.example/lamp\t49.90 EUR\tin_stock\tLumo
            2\tFloor lamp 12" shade\thttps://shop.example/floor\t99.00 EUR\tout_of_stock\tLumo
            """;

    private final List<RawListing> listings = new ArrayList<>();
    private final List<Source.BadRow> badRows = new ArrayList<>();

    @Test
    void tabSeparatedRowsBecomeListings() {
        FeedFile.Counts counts = read(TSV);

        assertThat(counts).isEqualTo(new FeedFile.Counts(2, 2, 0, true));
        RawListing lamp = listings.getFirst();
        assertThat(lamp.merchant()).isEqualTo(new MerchantId("Ab12"));
        assertThat(lamp.platform()).isEqualTo(Platform.PRODUCT_FEED);
        assertThat(lamp.item()).isEqualTo("shop.example/lamp");
        assertThat(lamp.page()).isEqualTo(URI.create("https://shop.example/lamp"));
        assertThat(lamp.readAt()).isEqualTo(READ_AT);
        assertThat(lamp.first(Field.TITLE)).hasValue("Desk lamp");
        assertThat(lamp.first(Field.PRICE)).hasValue("49.90 EUR");
        assertThat(lamp.first(Field.SKU)).hasValue("1");
        assertThat(lamp.said(Field.TITLE).getFirst().evidence()).isEqualTo(Evidence.FEED_FILE);
        assertThat(listings.get(1).first(Field.TITLE)).hasValue("Floor lamp 12\" shade");
        assertThat(listings.get(1).first(Field.AVAILABILITY)).hasValue("out_of_stock");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "|"})
    void otherSeparatorsAreFoundByTheHeader(String separator) {
        FeedFile.Counts counts = read("""
                id;title;description;link;price
                1;"Lamp; or ""light\""";"two
                lines, three words | more";https://shop.example/lamp;49.90 EUR
                """.replace("|", "/").replace(";", separator));

        assertThat(counts).isEqualTo(new FeedFile.Counts(1, 1, 0, true));
        assertThat(listings.getFirst().first(Field.TITLE)).hasValue("Lamp" + separator + " or \"light\"");
        assertThat(listings.getFirst().first(Field.DESCRIPTION)).isPresent();
    }

    @Test
    void namesOfBothSpecificationsAreKnownInAnyCase() {
        read("Item_ID,TITLE,URL,g:image_url,Price,Additional Image URLs\n"
                + "1,Lamp,https://shop.example/lamp,https://cdn.example/1.jpg,49.90 EUR,"
                + "\"https://cdn.example/2.jpg,https://cdn.example/3%2C4.jpg\"\n");

        assertThat(listings.getFirst().said(Field.IMAGE))
                .extracting(RawListing.Said::value)
                .containsExactly(
                        "https://cdn.example/1.jpg", "https://cdn.example/2.jpg", "https://cdn.example/3,4.jpg");
    }

    @Test
    void anRssFeedIsReadWithItsNamespace() {
        FeedFile.Counts counts = read("""
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>
                <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
                <item>
                  <g:id>7</g:id><title><![CDATA[Lamp & shade]]></title><link>https://shop.example/lamp</link>
                  <g:description>Warm&nbsp;light &x; here</g:description>
                  <g:price>49.90 EUR</g:price><g:additional_image_link>https://cdn.example/a.jpg</g:additional_image_link>
                  <g:additional_image_link>https://cdn.example/b.jpg</g:additional_image_link>
                  <g:product_detail><g:section_name>General</g:section_name><g:attribute_name>Bulb</g:attribute_name>
                    <g:attribute_value>E27</g:attribute_value></g:product_detail>
                  <g:shipping><g:country>US</g:country><g:price>6.49 USD</g:price></g:shipping>
                </item>
                <item><g:id>8</g:id><title>No link</title><g:price>1 EUR</g:price></item>
                </channel></rss>
                """);

        assertThat(counts).isEqualTo(new FeedFile.Counts(2, 1, 1, true));
        RawListing lamp = listings.getFirst();
        assertThat(lamp.first(Field.TITLE)).hasValue("Lamp & shade");
        assertThat(lamp.first(Field.DESCRIPTION)).hasValue("Warm&nbsp;light &x; here");
        assertThat(lamp.first(Field.PRICE)).hasValue("49.90 EUR");
        assertThat(lamp.said(Field.IMAGE)).hasSize(2);
        assertThat(lamp.attributes()).containsExactly(new Named("Bulb", "E27"));
        assertThat(badRows).containsExactly(new Source.BadRow(2, "link missing"));
    }

    @Test
    void anXmlFileMayHoldAnyNumberOfAmpersands() {
        String item = "<item><id>1</id><title>" + "a &amp; b ".repeat(100)
                + "</title><link>https://shop.example/a</link><price>1 EUR</price></item>";

        FeedFile.Counts counts = read("<rss><channel>" + item.repeat(1_500) + "</channel></rss>");

        assertThat(counts).isEqualTo(new FeedFile.Counts(1_500, 1_500, 0, true));
    }

    @Test
    void entitiesThatTheFileDeclaresItselfAreNotExpanded() {
        read("""
                <!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
                <rss><channel><item><id>1</id><title>Lamp &b;</title><link>https://shop.example/a</link>
                <price>1 EUR</price></item></channel></rss>
                """);

        assertThat(listings.getFirst().first(Field.TITLE)).hasValue("Lamp &b;");
    }

    @Test
    void anAtomFeedIsReadWithLinksInAttributes() {
        read("""
                <feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
                <title>Shop</title><link href="https://shop.example/" rel="self"/>
                <entry><g:id>7</g:id><title>Lamp</title><link rel="enclosure" href="https://cdn.example/file"/>
                <link href="https://shop.example/lamp"/><g:price>49.90 EUR</g:price></entry></feed>
                """);

        assertThat(listings).extracting(RawListing::item).containsExactly("shop.example/lamp");
    }

    @Test
    void jsonLinesAreReadAndABrokenLineIsToldByItsNumber() {
        FeedFile.Counts counts = read("""
                {"item_id":"1","title":"Lamp","url":"https://shop.example/lamp?v=1","price":"49.90 EUR","group_id":"g1",\
                "variant_dict":{"Shade":"Round","Size":"L"},"additional_image_urls":["https://cdn.example/a.jpg"],"gtin":4006381333931}

                {"item_id":"2","title":
                {"item_id":"3","title":"Chair","url":"https://shop.example/chair","price":null}
                """);

        assertThat(counts).isEqualTo(new FeedFile.Counts(3, 1, 2, true));
        assertThat(listings.getFirst().options()).containsExactly(new Named("Shade", "Round"), new Named("Size", "L"));
        assertThat(listings.getFirst().first(Field.GTIN)).hasValue("4006381333931");
        assertThat(listings.getFirst().item()).isEqualTo("shop.example/lamp?v=1#1");
        assertThat(badRows).extracting(Source.BadRow::row).containsExactly(3L, 4L);
        assertThat(badRows.get(1).reason()).isEqualTo("price missing");
    }

    @Test
    void aZippedFileIsReadAsWhatIsInIt() {
        assertThat(read(new ByteArrayInputStream(zipped(TSV)))).isEqualTo(new FeedFile.Counts(2, 2, 0, true));
    }

    @Test
    void aCutZipKeepsWhatCameAndIsNotComplete() {
        byte[] whole = zipped(TSV
                + TSV.lines()
                        .skip(1)
                        .map(line -> line + "\n")
                        .reduce("", String::concat)
                        .repeat(2_000));

        FeedFile.Counts counts = read(new ByteArrayInputStream(whole, 0, whole.length - 30));

        assertThat(counts.complete()).isFalse();
        assertThat(counts.listings()).isPositive();
        assertThat(badRows).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void otherEncodingsAreUnderstood(String charset) {
        String mark = charset.startsWith("UTF") ? "\ufeff" : "";
        String feed = mark + "id,title,link,price\n1,Café crème,https://shop.example/c,3 EUR\n";

        read(new ByteArrayInputStream(feed.getBytes(Charset.forName(charset))));

        assertThat(listings).extracting(it -> it.first(Field.TITLE).orElse("")).containsExactly("Café crème");
    }

    @Test
    void badRowsAreToldWithEveryReasonAndTheRestIsKept() {
        FeedFile.Counts counts = read("""
                id\ttitle\tlink\tprice
                1\t\thttps://shop.example/a\t
                2\tB\tnot an address\t1 EUR
                3\tC\thttps://shop.example/c\t1 EUR\tone\tmore
                4\tD\thttps://shop.example/d\t1 EUR
                """);

        assertThat(counts).isEqualTo(new FeedFile.Counts(4, 1, 3, true));
        assertThat(badRows)
                .extracting(Source.BadRow::row, Source.BadRow::reason)
                .containsExactly(
                        tuple(2L, "title, price missing"),
                        tuple(3L, "link is not an http address: not an address"),
                        tuple(4L, "has 6 columns where the header has 4"));
        assertThat(listings).extracting(RawListing::item).containsExactly("shop.example/d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2,\"Cut lamp,https://shop.example/2,1 EUR",
                "2,\"Cut \"\"lamp,https://shop.example/2,1 EUR",
                "2,Lamp,https://shop.example/2,\"1 EUR",
                "2,\"Cut lamp,https://shop.example/2,\"\""
            })
    void aQuoteThatIsNotClosedCostsItsOwnRowOnly(String open) {
        String rest = "\n3,\"Lamp, tall\",https://shop.example/3,1 EUR\n4,Lamp,https://shop.example/4,1 EUR\n";

        FeedFile.Counts counts =
                read("id,title,link,price\n1,\"Two\nlines\",https://shop.example/1,1 EUR\n" + open + rest);

        assertThat(counts).isEqualTo(new FeedFile.Counts(4, 3, 1, true));
        assertThat(badRows).containsExactly(new Source.BadRow(3, ClosedQuotes.OPEN));
        assertThat(listings)
                .extracting(RawListing::item)
                .containsExactly("shop.example/1", "shop.example/3", "shop.example/4");
        assertThat(listings.get(1).first(Field.TITLE)).hasValue("Lamp, tall");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20_000})
    void aQuoteThatIsNeverClosedDoesNotSwallowWhatFollows(int rows) {
        StringBuilder text = new StringBuilder("id,title,link,price\n0,\"Cut lamp,https://shop.example/0,1 EUR\n");
        for (int i = 1; i <= rows; i++) {
            text.append(i + ",A lamp that is tall and white,https://shop.example/" + i + ",1 EUR\n");
        }

        FeedFile.Counts counts = read(text.toString());

        assertThat(counts).isEqualTo(new FeedFile.Counts(rows + 1, rows, 1, true));
        assertThat(badRows).containsExactly(new Source.BadRow(2, ClosedQuotes.OPEN));
    }

    @Test
    void aHeaderWithAnOpenQuoteIsNoHeader() {
        FeedFile.Counts counts = read("id,title,link,\"price\n1,Lamp,https://shop.example/1,1 EUR\n");

        assertThat(counts).isEqualTo(new FeedFile.Counts(0, 0, 0, false));
        assertThat(badRows).containsExactly(new Source.BadRow(1, "the header " + ClosedQuotes.OPEN));
    }

    @Test
    void aQuoteWithinAFieldIsPartOfIt() {
        read("""
                id,title,link,price
                1,Lamp 12" tall,https://shop.example/1,1 EUR
                2,"Lamp" tall,https://shop.example/2,1 EUR
                """);

        assertThat(badRows).isEmpty();
        assertThat(listings.getFirst().first(Field.TITLE)).hasValue("Lamp 12\" tall");
        assertThat(listings).hasSize(2);
    }

    @Test
    void choicesOfAGroupAreOptionsAndOthersAttributes() {
        read("""
                id\ttitle\tlink\tprice\titem_group_id\tcolor\tsize\tmaterial
                1\tShirt\thttps://shop.example/shirt\t20 EUR\tg1\tNavy\tM\t
                2\tMug\thttps://shop.example/mug\t9 EUR\t\tWhite\t\tClay
                """);

        assertThat(listings.get(0).options()).containsExactly(new Named("Color", "Navy"), new Named("Size", "M"));
        assertThat(listings.get(0).attributes()).isEmpty();
        assertThat(listings.get(0).first(Field.GROUP)).hasValue("g1");
        assertThat(listings.get(0).item()).isEqualTo("shop.example/shirt#1");
        assertThat(listings.get(1).options()).isEmpty();
        assertThat(listings.get(1).attributes())
                .containsExactly(new Named("Color", "White"), new Named("Material", "Clay"));
        assertThat(listings.get(1).item()).isEqualTo("shop.example/mug");
    }

    @Test
    void aSalePriceCountsWhileItLastsAndWhereItIsLower() {
        read("""
                id\ttitle\tlink\tprice\tsale_price\tsale_price_effective_date
                1\tA\thttps://shop.example/a\t20.00 EUR\t15.00\t
                2\tB\thttps://shop.example/b\t20.00 EUR\t25.00 EUR\t
                3\tC\thttps://shop.example/c\t20.00 EUR\t15.00 EUR\t2026-02-01T00:00+0100/2026-02-28T23:59+0100
                4\tD\thttps://shop.example/d\t20.00 EUR\t15.00 EUR\t2026-02-01/2026-03-01
                5\tE\thttps://shop.example/e\t20.00 EUR\t0 EUR\t
                """);

        assertThat(listings)
                .extracting(
                        it -> it.first(Field.PRICE).orElse(""),
                        it -> it.first(Field.LIST_PRICE).orElse(""))
                .containsExactly(
                        tuple("15.00", "20.00 EUR"),
                        tuple("20.00 EUR", ""),
                        tuple("20.00 EUR", ""),
                        tuple("15.00 EUR", "20.00 EUR"),
                        tuple("20.00 EUR", ""));
        assertThat(listings.getFirst().first(Field.CURRENCY)).hasValue("EUR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   \n\n",
                "just some words\nwithout a header",
                "<html><body>No feed</body></html>",
                "<rss><channel><item>"
            })
    void whatIsNoFeedIsToldAndChangesNothing(String text) {
        FeedFile.Counts counts = read(text);

        assertThat(counts.complete()).isFalse();
        assertThat(counts.listings()).isZero();
        assertThat(badRows).hasSize(1);
    }

    @Test
    void batchesAreOfAThousand() {
        StringBuilder text = new StringBuilder("id\ttitle\tlink\tprice\n");
        for (int i = 0; i < 1_201; i++) {
            text.append(i).append("\tThing\thttps://shop.example/").append(i).append("\t1 EUR\n");
        }
        List<Integer> sizes = new ArrayList<>();

        FeedFile.read(
                bytes(text.toString()),
                new MerchantId("Ab12"),
                READ_AT,
                batch -> sizes.add(batch.size()),
                badRows::add);

        assertThat(sizes).containsExactly(1_000, 201);
    }

    @Test
    void whatTheReceiverThrowsIsNotTakenForABrokenFile() {
        assertThatThrownBy(() -> FeedFile.read(
                        bytes(TSV),
                        new MerchantId("Ab12"),
                        READ_AT,
                        batch -> {
                            throw new UncheckedIOException(new IOException("store is full"));
                        },
                        badRows::add))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void theSameRowGivesTheSameItemAgain() {
        read(TSV);
        List<String> once = listings.stream().map(RawListing::item).toList();
        listings.clear();
        read(TSV);

        assertThat(listings.stream().map(RawListing::item).toList()).isEqualTo(once);
    }

    private FeedFile.Counts read(String text) {
        return read(bytes(text));
    }

    private FeedFile.Counts read(InputStream file) {
        return FeedFile.read(file, new MerchantId("Ab12"), READ_AT, listings::addAll, badRows::add);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
