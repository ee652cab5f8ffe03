package dev.aisle.market.affiliate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.Signals;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommissionsTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final MerchantId SHOP = new MerchantId("shoA");
    private static final MerchantId OTHER = new MerchantId("shoB");
    private static final Optional<String> US = Optional.of("US");
    private static final Optional<String> DE = Optional.of("DE");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    @Test
    void theVendorsShareIsTheRateLessOurTakeWhereTheProgrammePays() {
        Commissions commissions =
                of(programme("1", "0.08", "0.5", Set.of("US", "CA")), programme("2", "0.05", "0.5", Set.of("DE")));

        assertThat(commissions.net(SHOP, US)).contains(400);
        assertThat(commissions.net(SHOP, DE)).contains(250);
        assertThat(commissions.net(SHOP, Optional.of("FR"))).isEmpty();
        assertThat(commissions.net(SHOP, Optional.empty())).isEmpty();
        assertThat(commissions.net(OTHER, US)).isEmpty();
        assertThat(commissions.largestNet(SHOP)).contains(400);
        assertThat(commissions.programme(SHOP, Optional.of("FR")).map(Programme::net))
                .contains(400);
    }

    @Test
    void ofSeveralThatPayTheOneThatLeavesTheVendorMostCounts() {
        Commissions commissions = of(
                programme("1", "0.05", "0.5", Set.of()),
                programme("2", "0.06", "0.9", Set.of("US")),
                programme("3", "0.07", "0.5", Set.of("DE")));

        assertThat(commissions.net(SHOP, US)).contains(250);
        assertThat(commissions.net(SHOP, DE)).contains(350);
        assertThat(commissions.net(SHOP, Optional.empty())).contains(250);
    }

    @Test
    void aProgrammeHoldsFromItsStartToBeforeItsEnd() {
        Commissions commissions = of(new Programme(
                new ProgrammeId("1"),
                "net-one",
                SHOP,
                Set.of(),
                new BigDecimal("0.1"),
                new BigDecimal("0.5"),
                new LinkTemplate("https://go.example/?u={url}&c={click}"),
                NOON.plusSeconds(1),
                Optional.of(NOON.plusSeconds(3))));

        assertThat(commissions.net(SHOP, US)).isEmpty();
        now.set(NOON.plusSeconds(1));
        assertThat(commissions.net(SHOP, US)).contains(500);
        now.set(NOON.plusSeconds(3));
        assertThat(commissions.net(SHOP, US)).isEmpty();
        assertThat(commissions.programme(SHOP, US)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.077, 0, 770", "0.12345, 0.5, 617", "0.00005, 0.5, 0", "1, 0.5, 5000", "0.25, 1, 0"})
    void theShareIsRoundedToAHundredthOfAPercent(String rate, String take, int net) {
        assertThat(programme("1", rate, take, Set.of()).net()).isEqualTo(net);
        assertThat(of(programme("1", rate, take, Set.of())).net(SHOP, US))
                .isEqualTo(net == 0 ? Optional.empty() : Optional.of(net));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.5", "1.01, 0.5", "0.5, -0.1", "0.5, 1.1", "0.6, 0.1"})
    void ratesThatCannotBeAreRefused(String rate, String take) {
        assertThatThrownBy(() -> programme("1", rate, take, Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://go.example/?u={url}",
                "https://go.example/?c={click}",
                "http://go.example/?u={url}&c={click}",
                "https://{click}.example/?u={url}",
                "https://go.example{url}/{click}",
                "{url}?c={click}",
                "https://go.example/?u={url}&c={click}&x={other}",
                "https://user@go.example/?u={url}&c={click}",
                "javascript:alert({url}{click})"
            })
    void aLinkThatCouldLeadAnywhereElseIsRefused(String template) {
        assertThatThrownBy(() -> new LinkTemplate(template)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLinkHoldsTheStoresPageAndTheClickEncoded() {
        LinkTemplate link = new LinkTemplate("https://go.example/d/{click}?u={url}&x=1");

        assertThat(link.through(URI.create("https://shop.example/p?a=b&c=%20d#e"), "01K"))
                .hasToString("https://go.example/d/01K?u=https%3A%2F%2Fshop.example%2Fp%3Fa%3Db%26c%3D%2520d%23e&x=1");
    }

    @Test
    void whatIsAddedOrEndedInTheDatabaseIsKnownInMemoryAtOnce() throws InterruptedException {
        try (Database database = TestDatabase.fresh()) {
            MerchantId shop = new Merchants(database.db(), now::get)
                    .findOrAdd(new Domain("shop.example", "https"), Optional.empty())
                    .merchant()
                    .id();
            Programmes programmes = new Programmes(database.db());
            Commissions commissions = new Commissions(programmes::all, now::get);
            Programme programme = new Programme(
                    new ProgrammeId("01"),
                    "net-one",
                    shop,
                    Set.of("US", "CA"),
                    new BigDecimal("0.123456"),
                    new BigDecimal("0.25"),
                    new LinkTemplate("https://go.example/?u={url}&c={click}"),
                    NOON,
                    Optional.empty());
            try (Signals signals = new Signals(database, Map.of("programmes", commissions::refresh))) {
                assertThat(signals).isNotNull();
                programmes.add(programme);
                await(() -> commissions.net(shop, US).isPresent());
                assertThat(commissions.programme(shop, US)).contains(programme);

                now.set(NOON.plusSeconds(60));
                assertThat(programmes.end(programme.id(), now.get())).isTrue();
                assertThat(programmes.end(programme.id(), now.get())).isFalse();
                await(() -> commissions.net(shop, US).isEmpty());
                assertThat(programmes.all()).hasSize(1);
            }
        }
    }

    private Commissions of(Programme... programmes) {
        Commissions commissions = new Commissions(() -> List.of(programmes), now::get);
        commissions.refresh();
        return commissions;
    }

    private static Programme programme(String id, String rate, String take, Set<String> countries) {
        return new Programme(
                new ProgrammeId(id),
                "net-one",
                SHOP,
                countries,
                new BigDecimal(rate),
                new BigDecimal(take),
                new LinkTemplate("https://go.example/?u={url}&c={click}"),
                NOON.minus(Duration.ofDays(1)),
                Optional.empty());
    }

    private static void await(java.util.function.BooleanSupplier met) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!met.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(1);
        }
    }
}
