package dev.aisle.market.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Account OWES = Account.network("net-one", Stage.PENDING, "USD");
    private static final Account EARNS = Account.vendor("v_test", Stage.PENDING, "USD");
    private static final Account OURS = Account.house(Stage.PENDING, "USD");

    private Database database;
    private Ledger ledger;

    @BeforeAll
    void open() {
        database = TestDatabase.fresh();
        ledger = new Ledger(database.db());
        ledger.post(List.of(posting("first", 1000, -600, -400), posting("second", 5, -3, -2)));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void whatIsPostedShowsInTheBalances() {
        assertThat(ledger.balances()).isEqualTo(Map.of(OWES, 1005L, EARNS, -603L, OURS, -402L));
    }

    @Test
    void aPostingThatDoesNotBalanceCannotBeMade() {
        assertThatThrownBy(() -> posting("wrong", 1000, -600, -399)).hasMessageContaining("does not balance");
        assertThatThrownBy(() -> new Posting(
                        "mixed",
                        NOON,
                        "t",
                        "pending",
                        List.of(
                                new Posting.Entry(OWES, 10),
                                new Posting.Entry(Account.house(Stage.PENDING, "EUR"), -10))))
                .hasMessageContaining("does not balance");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into ledger_entries select posting_id, account_id, 7 from ledger_entries limit 1",
                "update ledger_entries set amount = amount + 1",
                "delete from ledger_entries",
                "truncate ledger_entries",
                "update ledger_postings set reason = 'paid'",
                "update ledger_accounts set currency = 'EUR'"
            })
    void theDatabaseItselfRefusesWhatDoesNotBalanceAndEveryChange(String statement) {
        Map<Account, Long> before = ledger.balances();

        assertThatThrownBy(() -> database.db().execute(statement))
                .hasMessageMatching("(?s).*(does not balance|what is in the ledger stays).*");
        assertThat(ledger.balances()).isEqualTo(before);
    }

    private static Posting posting(String id, long owed, long vendor, long house) {
        return new Posting(
                id,
                NOON,
                "t",
                "pending",
                List.of(
                        new Posting.Entry(OWES, owed),
                        new Posting.Entry(EARNS, vendor),
                        new Posting.Entry(OURS, house)));
    }
}
