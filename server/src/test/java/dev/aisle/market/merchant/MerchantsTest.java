package dev.aisle.market.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.ids.Ulid;
import dev.aisle.market.partner.PartnerId;
import dev.aisle.market.partner.Partners;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MerchantsTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private Database database;
    private Merchants merchants;
    private Partners partners;
    private Instant now = START;

    @BeforeAll
    void open() {
        database = TestDatabase.fresh();
        InstantSource time = () -> now;
        merchants = new Merchants(database.db(), time);
        partners = new Partners(database.db(), time, new Ulid(time));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aDomainIsAddedOnceAndKeepsItsFirstName() {
        Merchants.FoundOrAdded first = merchants.findOrAdd(shop("once.example"), Optional.of("Once"));
        Merchants.FoundOrAdded second = merchants.findOrAdd(shop("once.example"), Optional.of("Twice"));

        assertThat(first.added()).isTrue();
        assertThat(second.added()).isFalse();
        assertThat(second.merchant()).isEqualTo(first.merchant());
        assertThat(second.merchant().name()).contains("Once");
        assertThat(second.merchant().home()).hasToString("https://once.example/");
    }

    @Test
    void anIdThatIsTakenIsMintedAgain() {
        ArrayDeque<String> ids = new ArrayDeque<>(List.of("Ab12", "Ab12", "Ab12", "Cd34"));
        Merchants clumsy = new Merchants(database.db(), () -> now, ids::removeFirst);

        MerchantId first = clumsy.findOrAdd(shop("clash-one.example"), Optional.empty())
                .merchant()
                .id();
        MerchantId second = clumsy.findOrAdd(shop("clash-two.example"), Optional.empty())
                .merchant()
                .id();

        assertThat(first.value()).isEqualTo("Ab12");
        assertThat(second.value()).isEqualTo("Cd34");
    }

    @Test
    void idsThatDifferOnlyInCaseAreTwoMerchants() {
        ArrayDeque<String> ids = new ArrayDeque<>(List.of("caSE", "CAse"));
        Merchants maker = new Merchants(database.db(), () -> now, ids::removeFirst);

        maker.findOrAdd(shop("lower.example"), Optional.empty());
        maker.findOrAdd(shop("upper.example"), Optional.empty());

        assertThat(merchants.find(new MerchantId("caSE")).map(Merchant::domain)).contains("lower.example");
        assertThat(merchants.find(new MerchantId("CAse")).map(Merchant::domain)).contains("upper.example");
    }

    @Test
    void anotherPartnersMerchantIsNotFound() {
        PartnerId ours = partner();
        PartnerId theirs = partner();
        MerchantId id = add("theirs.example");
        merchants.attach(theirs, id);

        assertThat(merchants.find(theirs, id)).isPresent();
        assertThat(merchants.find(ours, id)).isEmpty();
        assertThat(merchants.list(ours, 1, 10)).isEqualTo(new Merchants.Page(List.of(), 0));
    }

    @Test
    void eachPartnerListsASharedMerchantByItsOwnFirstDay() {
        PartnerId early = partner();
        PartnerId late = partner();
        MerchantId shared = add("shared.example");
        merchants.attach(early, shared);
        now = now.plusSeconds(3_600);
        merchants.attach(late, shared);
        merchants.attach(early, shared);

        assertThat(since(early)).containsExactly(now.minusSeconds(3_600));
        assertThat(since(late)).containsExactly(now);
    }

    @Test
    void aWalkFromTheNewestMissesNothingThatWasThereWhenItBegan() {
        PartnerId partner = partner();
        List<MerchantId> there = IntStream.range(0, 25)
                .mapToObj(i -> attached(partner, "walk-" + i + ".example"))
                .toList();

        List<MerchantId> seen = new ArrayList<>();
        for (int page = 1; page <= 4; page++) {
            merchants.list(partner, page, 10).merchants().stream()
                    .map(it -> it.merchant().id())
                    .forEach(seen::add);
            now = now.plusSeconds(1);
            attached(partner, "meanwhile-" + page + ".example");
        }

        assertThat(seen).containsAll(there);
        assertThat(merchants.list(partner, 1, 100).merchants())
                .extracting(it -> it.since().toString() + it.merchant().id())
                .isSortedAccordingTo((a, b) -> b.compareTo(a))
                .hasSize(29);
    }

    @Test
    void aPagePastTheEndIsEmptyHoweverFar() {
        PartnerId partner = partner();
        attached(partner, "only.example");

        assertThat(merchants.list(partner, 2, 10).merchants()).isEmpty();
        assertThat(merchants.list(partner, Long.MAX_VALUE, 100)).isEqualTo(new Merchants.Page(List.of(), 1));
    }

    private MerchantId attached(PartnerId partner, String domain) {
        MerchantId id = add(domain);
        merchants.attach(partner, id);
        return id;
    }

    private MerchantId add(String domain) {
        return merchants.findOrAdd(shop(domain), Optional.empty()).merchant().id();
    }

    private PartnerId partner() {
        return partners.create("Partner", List.of(), true).partner();
    }

    private List<Instant> since(PartnerId partner) {
        return merchants.list(partner, 1, 10).merchants().stream()
                .map(Merchants.Managed::since)
                .toList();
    }

    private static Domain shop(String domain) {
        return new Domain(domain, "https");
    }
}
