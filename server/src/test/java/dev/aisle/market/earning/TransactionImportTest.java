package dev.aisle.market.earning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.ids.Ulid;
import dev.aisle.base.money.Money;
import dev.aisle.market.affiliate.LinkTemplate;
import dev.aisle.market.affiliate.Programme;
import dev.aisle.market.affiliate.ProgrammeId;
import dev.aisle.market.affiliate.Programmes;
import dev.aisle.market.click.Click;
import dev.aisle.market.click.Clicks;
import dev.aisle.market.ledger.Account;
import dev.aisle.market.ledger.Ledger;
import dev.aisle.market.ledger.Stage;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.vendor.VendorId;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionImportTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final String HEADER =
            "transaction_id,click_id,order_amount,commission_amount,currency,status,purchased_at\n";
    private static final VendorId VENDOR = new VendorId("v_one");
    private static final VendorId OTHER = new VendorId("v_two");

    private Database database;
    private Merchant merchant;
    private Programmes programmes;
    private Clicks clicks;
    private Transactions transactions;
    private Ledger ledger;
    private TransactionImport imports;

    @BeforeAll
    void open() {
        database = TestDatabase.fresh();
        merchant = new Merchants(database.db(), () -> NOON)
                .findOrAdd(new Domain("shop.example", "https"), Optional.empty())
                .merchant();
        programmes = new Programmes(database.db());
        clicks = new Clicks(database.db());
        transactions = new Transactions(database.db());
        ledger = new Ledger(database.db());
        imports = new TransactionImport(
                database.db(), clicks, programmes, transactions, ledger, new Ulid(() -> NOON), () -> NOON);
        programmes.add(programme("P1", "net-one", "0.5"));
        programmes.add(programme("P2", "net-two", "0.333333"));
        clicks.add(List.of(
                click("CLICK1", VENDOR, "P1"),
                click("CLICK2", OTHER, "P1"),
                click("DIRECT", VENDOR, ""),
                click("TWO", VENDOR, "P2"),
                click("PUBLIC", VendorId.PUBLIC, "P1")));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aSaleIsMatchedToItsClickAndMovesThroughTheLedgerAsItsNetworkSays() {
        Map<Account, Long> before = ledger.balances();

        assertThat(run("A-1,CLICK1,100.00,8.01,USD,Pending,2026-11-01T10:00:00Z"))
                .isEqualTo(new TransactionImport.Result(1, 0, 0, 0));
        assertThat(since(before))
                .isEqualTo(Map.of(
                        Account.network("net-one", Stage.PENDING, "USD"), 801L,
                        Account.vendor("v_one", Stage.PENDING, "USD"), -400L,
                        Account.house(Stage.PENDING, "USD"), -401L));
        assertThat(run("A-1,CLICK1,100.00,8.01,USD,Pending,2026-11-01T10:00:00Z"))
                .isEqualTo(new TransactionImport.Result(0, 0, 1, 0));
        assertThat(run("A-1,CLICK1,90.00,7.20,USD,approved,2026-11-01T10:00:00Z"))
                .isEqualTo(new TransactionImport.Result(0, 1, 0, 0));
        assertThat(run("A-1,CLICK1,90.00,7.20,USD,paid,2026-11-01T10:00:00Z"))
                .isEqualTo(new TransactionImport.Result(0, 1, 0, 0));
        assertThat(since(before))
                .isEqualTo(Map.of(
                        Account.network("net-one", Stage.PAID, "USD"), 720L,
                        Account.vendor("v_one", Stage.PAID, "USD"), -360L,
                        Account.house(Stage.PAID, "USD"), -360L));
        assertThat(run("A-1,CLICK1,90.00,7.20,USD,Cancelled,2026-11-01T10:00:00Z"))
                .isEqualTo(new TransactionImport.Result(0, 1, 0, 0));
        assertThat(since(before))
                .isEqualTo(Map.of(
                        Account.network("net-one", Stage.REVERSED, "USD"), 720L,
                        Account.vendor("v_one", Stage.REVERSED, "USD"), -360L,
                        Account.house(Stage.REVERSED, "USD"), -360L));
    }

    @Test
    void rowsThatCannotBeUsedAreToldByLineAndReasonAndTheOthersCount() {
        run("B-old,CLICK1,10.00,1.00,USD,paid,2026-11-01");
        List<String> bad = new ArrayList<>();
        TransactionImport.Result result = imports.run(
                new StringReader(HEADER + """
                        B-1,CLICK2,10.00,1.00,USD,pending,2026-11-01
                        B-2,NOWHERE,10.00,1.00,USD,pending,2026-11-01
                        B-3,DIRECT,10.00,1.00,USD,pending,2026-11-01
                        B-4,TWO,10.00,1.00,USD,pending,2026-11-01
                        ,CLICK1,10.00,1.00,USD,pending,2026-11-01
                        B-6,CLICK1,ten,1.00,USD,pending,2026-11-01
                        B-7,CLICK1,10.00,1.001,USD,pending,2026-11-01
                        B-8,CLICK1,10.00,-1.00,USD,pending,2026-11-01
                        B-9,CLICK1,10.00,11.00,USD,pending,2026-11-01
                        B-10,CLICK1,10.00,1.00,DOLLARS,pending,2026-11-01
                        B-11,CLICK1,10.00,1.00,USD,maybe,2026-11-01
                        B-12,CLICK1,10.00,1.00,USD,pending,yesterday
                        B-13,"CLICK1
                        ",10.00,1.00,USD,pending,2026-11-01
                        B-old,CLICK1,10.00,1.00,USD,approved,2026-11-01
                        B-old,CLICK2,10.00,1.00,USD,paid,2026-11-01
                        B-15,CLICK1
                        B-16,CLICK1,500,5,JPY,pending,2026-11-01 08:30:00
                        """), "net-one", row -> bad.add(row.line() + ": " + row.reason()));

        assertThat(result).isEqualTo(new TransactionImport.Result(3, 0, 0, 14));
        assertThat(bad)
                .containsExactlyInAnyOrder(
                        "3: no click has the id 'NOWHERE'",
                        "4: click DIRECT did not lead through a network",
                        "5: click TWO led through the network net-two",
                        "6: transaction_id is empty",
                        "7: order_amount 'ten' is not an amount such as 12.50",
                        "8: commission_amount '1.001' has more decimals than USD",
                        "9: commission_amount is below zero; a sale that is taken back has status reversed",
                        "10: commission_amount is more than order_amount",
                        "11: currency 'DOLLARS' is no ISO 4217 code",
                        "12: status 'maybe' is none of pending, approved, reversed, paid",
                        "13: purchased_at 'yesterday' is no time such as 2026-01-31T12:00:00Z",
                        "16: it is known as paid already; a report that says approved is older",
                        "17: it was reported for the click CLICK1 before",
                        "18: currency is empty");
    }

    @Test
    void aReportWithoutItsColumnsOrBrokenOffIsToldSo() {
        List<String> bad = new ArrayList<>();
        imports.run(new StringReader("Transaction ID;Click\nX;Y\n"), "net-one", row -> bad.add(row.reason()));
        imports.run(new StringReader(""), "net-one", row -> bad.add(row.reason()));

        assertThat(bad.getFirst()).startsWith("the header names no transaction_id, click_id, order_amount");
        assertThat(bad.getLast()).startsWith("the report is empty");
    }

    @Test
    void otherSpellingsOfTheColumnsAreRead() {
        TransactionImport.Result result = imports.run(new StringReader("""
                        "Conversion ID",SubID,Sale Amount,Payout,Currency,Transaction Status,Event Date
                        S-1,CLICK1,10,1,usd,CONFIRMED,2026-11-01T10:00:00+02:00
                        """), "net-one", row -> {});

        assertThat(result.added()).isEqualTo(1);
    }

    @Test
    void nobodyHasAPartInASaleThatCameWithoutAKey() {
        Map<Account, Long> before = ledger.balances();
        run("C-1,PUBLIC,100.00,10.00,GBP,approved,2026-11-01");

        assertThat(since(before))
                .isEqualTo(Map.of(
                        Account.network("net-one", Stage.APPROVED, "GBP"), 1000L,
                        Account.house(Stage.APPROVED, "GBP"), -1000L));
    }

    @Test
    void aVendorSeesItsOwnAndNotWhatWasTakenBack() {
        run("D-1,CLICK2,20.00,2.00,CAD,pending,2026-10-20T10:00:00Z");
        run("D-2,CLICK2,30.00,3.00,CAD,paid,2026-10-21T10:00:00Z");
        run("D-3,CLICK2,40.00,4.00,CAD,reversed,2026-10-22T10:00:00Z");
        Transactions.Asked asked = new Transactions.Asked(
                OTHER, Instant.parse("2026-10-20T00:00:00Z"), Instant.parse("2026-10-23T00:00:00Z"), Optional.empty());

        assertThat(transactions.list(asked, 1, 10))
                .extracting(it -> it.transaction().networkId())
                .containsExactly("D-2", "D-1");
        assertThat(transactions.sums(asked))
                .extracting(it -> it.stage() + " " + it.net().decimal())
                .containsExactly("PAID 1.50", "PENDING 1.00");
    }

    /// Random reports, rows in any order and some twice, imported again and again: whatever the networks
    /// last said that can be so stands in the ledger to the minor unit, and all accounts together hold
    /// nothing.
    @Test
    void theLedgerAgreesWithTheTransactionsToTheCentOverRandomReports() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> currencies = List.of("USD", "JPY", "KWD", "EUR");
        List<String> stages = List.of("pending", "approved", "reversed", "paid");
        List<Click> made = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            made.add(click("R" + i, List.of(VENDOR, OTHER, VendorId.PUBLIC).get(i % 3), i % 2 == 0 ? "P1" : "P2"));
        }
        clicks.add(made);
        for (int report = 0; report < 12; report++) {
            StringBuilder rows = new StringBuilder(HEADER);
            int parity = random.nextInt(2);
            for (int row = 0; row < 60; row++) {
                int sale = random.nextInt(120);
                String currency = currencies.get(sale % currencies.size());
                int decimals = Money.exponent(currency);
                long order = random.nextLong(1_000_000);
                rows.append("R-")
                        .append(sale)
                        .append(",R")
                        .append(2 * (sale % 20) + (random.nextInt(50) == 0 ? 1 - parity : parity))
                        .append(',')
                        .append(BigDecimal.valueOf(order, decimals))
                        .append(',')
                        .append(BigDecimal.valueOf((long) (order * random.nextDouble(0.3)), decimals))
                        .append(',')
                        .append(currency)
                        .append(',')
                        .append(stages.get(random.nextInt(stages.size())))
                        .append(",2026-11-01T10:00:00Z\n");
            }
            String network = parity == 0 ? "net-one" : "net-two";
            imports.run(new StringReader(rows.toString()), network, bad -> {});
            Map<Account, Long> once = ledger.balances();
            imports.run(new StringReader(rows.toString()), network, bad -> {});
            assertThat(ledger.balances()).as("seed " + seed).isEqualTo(once);
            assertThat(sum(once))
                    .as("seed " + seed)
                    .allSatisfy((currency, sum) -> assertThat(sum).isZero());
        }

        assertThat(ledger.balances()).as("seed " + seed).isEqualTo(expected());
        assertThat(database.db().list("""
                        select posting_id from ledger_entries join ledger_accounts on id = account_id
                        group by posting_id, currency having sum(amount) <> 0
                        """, row -> row.text("posting_id"))).isEmpty();
    }

    /// The balances that the table of transactions asks for, counted without the ledger; accounts that hold nothing
    /// stay.
    private Map<Account, Long> expected() {
        Map<Account, Long> expected = new HashMap<>();
        ledger.balances().keySet().forEach(account -> expected.put(account, 0L));
        database.db().list("select network, vendor_id, stage, currency, commission, net from transactions", row -> {
            Stage stage = Stage.valueOf(row.text("stage"));
            String currency = row.text("currency");
            long commission = row.bigint("commission");
            long net = row.bigint("net");
            add(expected, Account.network(row.text("network"), stage, currency), commission);
            add(expected, Account.vendor(row.text("vendor_id"), stage, currency), -net);
            add(expected, Account.house(stage, currency), net - commission);
            return true;
        });
        return expected;
    }

    private static void add(Map<Account, Long> balances, Account account, long amount) {
        if (amount != 0) {
            balances.merge(account, amount, Long::sum);
        }
    }

    private static Map<String, Long> sum(Map<Account, Long> balances) {
        Map<String, Long> sums = new TreeMap<>();
        balances.forEach((account, balance) -> sums.merge(account.currency(), balance, Long::sum));
        return sums;
    }

    private TransactionImport.Result run(String row) {
        return imports.run(new StringReader(HEADER + row + "\n"), "net-one", bad -> {});
    }

    /// What moved, without accounts that hold what they held.
    private Map<Account, Long> since(Map<Account, Long> before) {
        Map<Account, Long> moved = new HashMap<>();
        ledger.balances().forEach((account, balance) -> {
            long difference = balance - before.getOrDefault(account, 0L);
            if (difference != 0) {
                moved.put(account, difference);
            }
        });
        return moved;
    }

    private Programme programme(String id, String network, String take) {
        return new Programme(
                new ProgrammeId(id),
                network,
                merchant.id(),
                Set.of(),
                new BigDecimal("0.08"),
                new BigDecimal(take),
                new LinkTemplate("https://go.example/?u={url}&c={click}"),
                NOON.minus(Duration.ofDays(30)),
                Optional.empty());
    }

    private Click click(String id, VendorId vendor, String programme) {
        return new Click(
                id,
                NOON,
                vendor,
                new ProductId("HvGOfxD"),
                merchant.id(),
                new ListingId("01KJ38CXYZ9CJ8K2Y9HDYQ8DXT"),
                Optional.empty(),
                Optional.of(programme).filter(it -> !it.isEmpty()).map(ProgrammeId::new),
                Click.Origin.UNKNOWN);
    }
}
