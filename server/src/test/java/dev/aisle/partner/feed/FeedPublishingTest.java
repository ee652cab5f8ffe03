package dev.aisle.partner.feed;

import static dev.aisle.market.listing.SampleListing.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.json.Json;
import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.listing.SampleListing;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.product.Products;
import dev.aisle.market.taxonomy.Taxonomy;
import dev.aisle.partner.destination.google.GoogleFeed;
import dev.aisle.partner.destination.microsoft.MicrosoftFeed;
import dev.aisle.partner.destination.openai.OpenAiFeed;
import dev.aisle.partner.rule.FeedRules;
import dev.aisle.partner.rule.RuleSet;
import dev.aisle.partner.rule.RuleText;
import dev.aisle.supply.MatchingRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class FeedPublishingTest {

    private static final MerchantId SHOP = new MerchantId("aaaa");
    private static final MerchantId OTHER = new MerchantId("bbbb");

    @TempDir
    private Path folder;

    private Instant now = NOON;
    private Database database;
    private Listings listings;
    private MatchingRun matching;
    private Feeds feeds;
    private FeedPublishing publishing;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        for (MerchantId merchant : List.of(SHOP, OTHER)) {
            database.db()
                    .execute(
                            "insert into merchants (id, domain, scheme, name, created_at) values (?, ?, 'https', ?, now())",
                            merchant.value(),
                            merchant.value() + ".example",
                            "Shop " + merchant.value());
        }
        listings = new Listings(database.db(), () -> now);
        matching = new MatchingRun(database.db(), listings, () -> now);
        feeds = new Feeds(database.db(), () -> now, "https://feeds.example", folder);
        publishing = publishing();
    }

    @AfterEach
    void close() {
        publishing.close();
        matching.close();
        database.close();
    }

    @Test
    void aFeedHasEveryOfferOfTheMerchantAndNoOthers() throws IOException {
        feeds.open(SHOP, Platform.OPENAI);
        sell(lamp("aaaa", "one"), lamp("aaaa", "two"), lamp("bbbb", "three"));

        assertThat(publishing.publishNext()).isTrue();

        assertThat(items())
                .extracting(it -> it.path("url").asString())
                .containsExactlyInAnyOrder("https://aaaa.example/one", "https://aaaa.example/two");
        assertThat(status().items()).isEqualTo(2);
        assertThat(status().publishedAt()).contains(now);
        assertThat(status().nextAt()).isEqualTo(now.plus(Feeds.DAILY));
        assertThat(publishing.publishNext()).isFalse();
    }

    @Test
    void anItemThatWouldBeRefusedIsLeftOutAndShown() throws IOException {
        feeds.open(SHOP, Platform.OPENAI);
        sell(lamp("aaaa", "good"), pictured(SampleListing.at("aaaa", "nameless").described("No brand at all.")));

        publishing.publishNext();

        assertThat(items()).hasSize(1);
        assertThat(status().leftOut()).isEqualTo(1);
        FeedRun run = feeds.runs().last(SHOP, Platform.OPENAI, 5).getFirst();
        assertThat(run.outcome()).isEqualTo(FeedRun.Outcome.PUBLISHED);
        assertThat(run.faults()).singleElement().satisfies(it -> {
            assertThat(it.rule()).isEqualTo("required");
            assertThat(it.field()).isEqualTo("brand");
            assertThat(it.source()).isEqualTo("brand");
            assertThat(it.times()).isEqualTo(1);
            assertThat(it.examples()).hasSize(1).allMatch(id -> id.startsWith("aaaa-"));
        });
    }

    @Test
    void siblingsShareAGroupThatIsNoItemsIdAndSayTheSameOptions() throws IOException {
        feeds.open(SHOP, Platform.OPENAI);
        sell(
                shoe("s", "8"),
                shoe("m", "9"),
                pictured(SampleListing.at("aaaa", "alone")
                        .titled("Lamp")
                        .brand("Lux")
                        .described("It shines.")));

        publishing.publishNext();

        List<JsonNode> shoes = items().stream().filter(it -> it.has("group_id")).toList();
        assertThat(shoes).hasSize(2);
        assertThat(shoes)
                .extracting(it -> it.path("group_id").asString())
                .containsOnly(shoes.getFirst().path("group_id").asString());
        assertThat(shoes)
                .extracting(it -> it.path("variant_dict").path("Size").asString())
                .containsExactlyInAnyOrder("8", "9");
        assertThat(shoes).noneMatch(it -> it.path("group_id").equals(it.path("item_id")));
    }

    @Test
    void aChangeOfTheGraphMakesTheFeedDueSoonAndChangesInBetweenShareTheWriting() throws IOException {
        feeds.open(SHOP, Platform.OPENAI);
        sell(lamp("aaaa", "one"));
        follow();
        now = now.plus(Feeds.DEBOUNCE);
        publishing.publishNext();
        Instant first = changedAt();

        now = now.plusSeconds(1_000);
        sell(lamp("aaaa", "one").price(4_200));
        follow();
        assertThat(publishing.publishNext()).isFalse();
        sell(lamp("aaaa", "one").price(4_300), lamp("aaaa", "two"));
        follow();
        now = now.plus(Feeds.DEBOUNCE);

        assertThat(publishing.publishNext()).isTrue();
        assertThat(publishing.publishNext()).isFalse();
        assertThat(items()).extracting(it -> it.path("price").asString()).contains("43.00 EUR");
        assertThat(changedAt()).isAfter(first);
    }

    @Test
    void aDayLaterItIsWrittenAgainAndStaysTheSameFile() {
        feeds.open(SHOP, Platform.OPENAI);
        sell(lamp("aaaa", "one"));
        publishing.publishNext();
        FeedFile before = file();

        now = now.plus(Feeds.DAILY);

        assertThat(publishing.publishNext()).isTrue();
        assertThat(file()).isEqualTo(before);
        assertThat(status().publishedAt()).contains(now);
        assertThat(feeds.runs().last(SHOP, Platform.OPENAI, 5))
                .extracting(FeedRun::outcome)
                .containsExactly(FeedRun.Outcome.UNCHANGED, FeedRun.Outcome.PUBLISHED);
    }

    @Test
    void aKilledWritingIsTakenUpByTheNextAndWhatWasServedStays() throws IOException {
        feeds.open(SHOP, Platform.OPENAI);
        sell(lamp("aaaa", "one"));
        publishing.publishNext();
        sell(lamp("aaaa", "two"));
        follow();
        now = now.plus(Feeds.DEBOUNCE);
        Feeds.Held killed = feeds.claim("a process that dies").orElseThrow();
        Files.writeString(feeds.folder().begin(SHOP, Platform.OPENAI).resolve("openai.jsonl.gz"), "half a fi");

        assertThat(publishing.publishNext()).isFalse();
        assertThat(items()).hasSize(1);
        now = now.plus(Feeds.LEASE).plusSeconds(1);
        assertThat(publishing.publishNext()).isTrue();

        assertThat(items()).hasSize(2);
        assertThat(feeds.renew(killed)).isFalse();
    }

    @Test
    void aFeedThatSuddenlyHalvesIsHeldBackForADay() throws IOException {
        feeds.open(SHOP, Platform.OPENAI);
        sell(IntStream.range(0, 20).mapToObj(i -> lamp("aaaa", "lamp-" + i)).toArray(SampleListing[]::new));
        publishing.publishNext();
        now = now.plusSeconds(3_600);
        remove(IntStream.range(0, 15).mapToObj(i -> "lamp-" + i).toList());
        follow();
        now = now.plus(Feeds.DEBOUNCE);

        publishing.publishNext();

        assertThat(items()).hasSize(20);
        assertThat(status().trouble()).isPresent();
        now = now.plus(Feeds.DAILY);
        publishing.publishNext();
        assertThat(items()).hasSize(5);
        assertThat(status().trouble()).isEmpty();
    }

    @Test
    void anEmptySnapshotNeverTakesThePlaceOfOneWithItems() throws IOException {
        feeds.open(SHOP, Platform.OPENAI);
        publishing.publishNext();
        assertThat(status().url()).isEmpty();
        sell(lamp("aaaa", "one"));
        follow();
        now = now.plus(Feeds.DEBOUNCE);
        publishing.publishNext();
        assertThat(items()).hasSize(1);

        remove(List.of("one"));
        for (int day = 0; day < 3; day++) {
            now = now.plus(Feeds.DAILY).plusSeconds(1);
            publishing.publishNext();
        }

        assertThat(items()).hasSize(1);
    }

    @Test
    void theAddressOutlivesADisconnect() {
        feeds.open(SHOP, Platform.GOOGLE);
        sell(lamp("aaaa", "one"));
        publishing.publishNext();
        String url = feeds.status(SHOP).getFirst().url().orElseThrow();

        feeds.close(SHOP, Platform.GOOGLE);
        assertThat(feeds.file(secret(url), "google.xml")).isEmpty();
        assertThat(feeds.status(SHOP)).isEmpty();
        feeds.open(SHOP, Platform.GOOGLE);
        publishing.publishNext();

        assertThat(feeds.status(SHOP).getFirst().url()).contains(url);
        assertThat(feeds.file(secret(url), "google.xml")).isPresent();
        assertThat(feeds.file(secret(url), "google.tsv")).isPresent();
        assertThat(feeds.file(secret(url), "openai.jsonl.gz")).isEmpty();
        assertThat(feeds.file("guessed", "google.xml")).isEmpty();
    }

    @Test
    void rulesArePreviewedAndThenWritten() throws IOException {
        feeds.open(SHOP, Platform.OPENAI);
        sell(lamp("aaaa", "one"), pictured(SampleListing.at("aaaa", "nameless").described("No brand at all.")));
        publishing.publishNext();
        FeedRules rules = new FeedRules(database.db(), () -> now);
        RuleSet wanted = new RuleSet(
                List.of(RuleText.parse("default brand House"), RuleText.parse("filter title contains \"lamp one\"")));
        Merchants merchants = new Merchants(database.db(), () -> now);

        FeedPreview.Comparison comparison = new FeedPreview(
                        database.db(), listings, Taxonomy.shipped(), rules, () -> now)
                .compare(merchants.find(SHOP).orElseThrow(), new OpenAiFeed(), wanted, 5);
        rules.put(SHOP, Platform.OPENAI, wanted, "test");
        feeds.rewrite(SHOP, Platform.OPENAI);
        publishing.publishNext();

        assertThat(comparison.sentBefore()).isEqualTo(1);
        assertThat(comparison.sentAfter()).isEqualTo(1);
        assertThat(comparison.changed()).isEqualTo(2);
        assertThat(comparison.examples())
                .extracting(it -> it.verdict().orElse(""))
                .containsExactlyInAnyOrder("it can be sent", "it is not sent any more");
        assertThat(items())
                .singleElement()
                .satisfies(it -> assertThat(it.path("brand").asString()).isEqualTo("House"));
        assertThat(status().leftOut()).isZero();
        assertThat(feeds.runs().last(SHOP, Platform.OPENAI, 1).getFirst().faults())
                .extracting(FeedRun.Count::rule)
                .containsExactly("filtered");
    }

    @Test
    void oneThatIsHeldIsNotWrittenByAnother() {
        feeds.open(SHOP, Platform.OPENAI);
        sell(lamp("aaaa", "one"));

        assertThat(feeds.claim("one")).isPresent();
        assertThat(feeds.claim("other")).isEmpty();
    }

    @Test
    void aGroupThatWeFoundKeepsItsIdForEver() throws IOException {
        feeds.open(SHOP, Platform.GOOGLE);
        sell(twin("one", "S"), twin("two", "M"));
        publishing.publishNext();
        List<String> before = groupIds();
        database.db().execute("update products set family_id = 'zzzzzzz'");

        now = now.plus(Feeds.DAILY);
        publishing.publishNext();

        assertThat(before).hasSize(2).doesNotContain("");
        assertThat(groupIds()).isEqualTo(before);
    }

    private List<String> groupIds() throws IOException {
        FeedFile file = feeds.file(secret(feeds.status(SHOP).getFirst().url().orElseThrow()), "google.tsv")
                .orElseThrow();
        return Files.readAllLines(file.path()).stream()
                .skip(1)
                .map(it -> it.split("\t", -1)[1])
                .toList();
    }

    private FeedPublishing publishing() {
        return new FeedPublishing(
                database.db(),
                feeds,
                new Merchants(database.db(), () -> now),
                listings,
                new Products(database.db(), listings).changes(),
                Taxonomy.shipped(),
                List.of(new OpenAiFeed(), new GoogleFeed(), new MicrosoftFeed()),
                new FeedRules(database.db(), () -> now),
                () -> now);
    }

    private void follow() {
        while (publishing.follow() > 0) {}
    }

    private void sell(SampleListing... said) {
        List<Listing> batch =
                Stream.of(said).map(it -> pictured(it).seenAt(now).listing()).toList();
        listings.put(batch);
        matching.drain();
    }

    private void remove(List<String> items) {
        for (int run = 1; run <= 2; run++) {
            listings.missingItems(SHOP, Platform.WEB_CRAWL, items, now.plus(Duration.ofSeconds(run)));
        }
        matching.drain();
    }

    private static SampleListing lamp(String merchant, String item) {
        return SampleListing.at(merchant, item)
                .titled("Lamp " + item)
                .brand("Lux")
                .described("It shines.")
                .availability(Availability.IN_STOCK);
    }

    private static SampleListing shoe(String item, String size) {
        return SampleListing.at("aaaa", item)
                .titled("Pace running shoe")
                .brand("Pace")
                .described("Light.")
                .group("pace")
                .option("Size", size);
    }

    private static SampleListing twin(String item, String size) {
        return SampleListing.at("aaaa", item)
                .titled("Twin shirt")
                .brand("Twin")
                .described("Soft.")
                .gtin("04006381333931")
                .option("Size", size);
    }

    private static SampleListing pictured(SampleListing listing) {
        return listing.pictured("https://cdn.example/picture.jpg");
    }

    private FeedStatus status() {
        return feeds.status(SHOP).stream()
                .filter(it -> it.platform() == Platform.OPENAI)
                .findFirst()
                .orElseThrow();
    }

    private FeedFile file() {
        return feeds.file(secret(status().url().orElseThrow()), "openai.jsonl.gz")
                .orElseThrow();
    }

    private Instant changedAt() {
        return file().changedAt();
    }

    private static String secret(String url) {
        assertThat(url).startsWith("https://feeds.example/feeds/");
        return url.split("/", -1)[4];
    }

    private List<JsonNode> items() throws IOException {
        List<JsonNode> items = new ArrayList<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file().path()))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Json::tree)
                    .forEach(items::add);
        }
        return items;
    }
}
