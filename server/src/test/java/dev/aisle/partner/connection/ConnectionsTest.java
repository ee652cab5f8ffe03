package dev.aisle.partner.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.connection.Connection.Status;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionsTest {

    private static final Connection.Failure REFUSED = new Connection.Failure("invalid_credentials", "No.");
    private static final Platform WOO = Platform.WOOCOMMERCE;

    private Database database;
    private Connections connections;
    private Merchants merchants;
    private int count;

    @BeforeAll
    void open() {
        database = TestDatabase.fresh();
        connections = new Connections(database.db(), () -> Instant.parse("2026-11-21T12:00:00Z"));
        merchants = new Merchants(database.db(), () -> Instant.parse("2026-11-21T12:00:00Z"));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void onlyTheMovesOfTheContractAreLegal() {
        Set<String> legal = Stream.of(Status.values())
                .flatMap(from -> Stream.of(Status.values())
                        .filter(to -> ConnectionMoves.isLegal(from, to))
                        .map(to -> from + " " + to))
                .collect(Collectors.toSet());

        assertThat(legal)
                .containsExactlyInAnyOrder(
                        "NOT_CONNECTED PENDING",
                        "PENDING ACTIVE",
                        "PENDING ERROR",
                        "PENDING NOT_CONNECTED",
                        "ACTIVE ERROR",
                        "ACTIVE DISCONNECTED",
                        "ERROR ACTIVE",
                        "ERROR DISCONNECTED",
                        "DISCONNECTED PENDING");
    }

    @Test
    void aConnectionGoesItsWay() {
        MerchantId merchant = merchant();

        assertThat(connections.status(merchant, WOO)).isEqualTo(Status.NOT_CONNECTED);
        connections.begin(merchant, WOO);
        assertThat(connections.status(merchant, WOO)).isEqualTo(Status.PENDING);
        connections.activate(merchant, WOO);
        assertThat(of(merchant).sync().state()).contains(Connection.Sync.State.PENDING);
        connections.begin(merchant, WOO);
        assertThat(connections.status(merchant, WOO)).isEqualTo(Status.ACTIVE);
        connections.lose(merchant, WOO, REFUSED);
        assertThat(of(merchant).failure()).contains(REFUSED);
        connections.activate(merchant, WOO);
        assertThat(of(merchant).failure()).isEmpty();
        assertThat(connections.end(merchant, WOO)).isTrue();
        assertThat(of(merchant).status()).isEqualTo(Status.DISCONNECTED);
        assertThat(of(merchant).connectedAt()).isPresent();
        assertThat(of(merchant).sync().state()).isEmpty();
        assertThat(connections.end(merchant, WOO)).isFalse();
    }

    @Test
    void whoTurnsBackIsAsBefore() {
        MerchantId fresh = merchant();
        connections.begin(fresh, WOO);
        connections.giveUp(fresh, WOO);
        assertThat(connections.status(fresh, WOO)).isEqualTo(Status.NOT_CONNECTED);

        MerchantId former = merchant();
        connections.begin(former, WOO);
        connections.activate(former, WOO);
        connections.giveUp(former, WOO);
        assertThat(connections.status(former, WOO)).isEqualTo(Status.ACTIVE);
        connections.end(former, WOO);
        connections.begin(former, WOO);
        connections.giveUp(former, WOO);
        assertThat(connections.status(former, WOO)).isEqualTo(Status.DISCONNECTED);
    }

    @Test
    void anIllegalMoveIsAMistakeOfOurs() {
        MerchantId merchant = merchant();

        assertThatThrownBy(() -> connections.activate(merchant, WOO)).hasMessageContaining("cannot become ACTIVE");
        assertThatThrownBy(() -> connections.lose(merchant, WOO, REFUSED)).hasMessageContaining("cannot become ERROR");
    }

    private Connection of(MerchantId merchant) {
        return connections.list(merchant).stream()
                .filter(it -> it.platform() == WOO)
                .findFirst()
                .orElseThrow();
    }

    private MerchantId merchant() {
        return merchants
                .findOrAdd(new Domain("shop" + count++ + ".example", "https"), Optional.empty())
                .merchant()
                .id();
    }
}
