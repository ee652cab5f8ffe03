package dev.aisle.market.earning;

import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Ulid;
import dev.aisle.base.money.Money;
import dev.aisle.market.affiliate.Programme;
import dev.aisle.market.affiliate.ProgrammeId;
import dev.aisle.market.affiliate.Programmes;
import dev.aisle.market.click.Click;
import dev.aisle.market.click.Clicks;
import dev.aisle.market.ledger.Account;
import dev.aisle.market.ledger.Ledger;
import dev.aisle.market.ledger.Posting;
import dev.aisle.market.ledger.Stage;
import dev.aisle.market.vendor.VendorId;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The path of a network's report: row, sale, the click it came of, transaction, ledger. Batch by batch,
/// each with its postings in one transaction of the database; whatever comes again changes nothing.
public final class TransactionImport {

    private static final int BATCH = 500;

    private final Db db;
    private final Clicks clicks;
    private final Programmes programmes;
    private final Transactions transactions;
    private final Ledger ledger;
    private final Ulid ids;
    private final InstantSource time;

    /// What came of a report, in rows.
    public record Result(int added, int changed, int unchanged, int bad) {}

    /// A row that was not used, by the line of the file it begins in.
    public record BadRow(long line, String reason) {}

    /// What came of one sale.
    private sealed interface Outcome {

        record Added(Transaction transaction) implements Outcome {}

        record Changed(Transaction before, Transaction transaction) implements Outcome {}

        record Unchanged() implements Outcome {}

        record Refused(String reason) implements Outcome {}
    }

    public TransactionImport(
            Db db,
            Clicks clicks,
            Programmes programmes,
            Transactions transactions,
            Ledger ledger,
            Ulid ids,
            InstantSource time) {
        this.db = db;
        this.clicks = clicks;
        this.programmes = programmes;
        this.transactions = transactions;
        this.ledger = ledger;
        this.ids = ids;
        this.time = time;
    }

    /// Reads a report to its end.
    ///
    /// @param network whose report it is
    /// @param badRows is told of each row that was not used
    public Result run(Reader report, String network, Consumer<BadRow> badRows) {
        Tally tally = new Tally(badRows);
        List<NetworkReport.Row.Good> batch = new ArrayList<>(BATCH);
        Map<ProgrammeId, Programme> known =
                programmes.all().stream().collect(Collectors.toMap(Programme::id, Function.identity()));
        NetworkReport.read(report, row -> {
            switch (row) {
                case NetworkReport.Row.Bad bad -> tally.bad(bad.line(), bad.reason());
                case NetworkReport.Row.Good good -> batch.add(good);
            }
            if (batch.size() == BATCH) {
                take(batch, network, known, tally);
                batch.clear();
            }
        });
        take(batch, network, known, tally);
        return tally.result();
    }

    private void take(
            List<NetworkReport.Row.Good> rows, String network, Map<ProgrammeId, Programme> programmes, Tally tally) {
        Map<Long, Outcome> outcomes = db.inTransaction(() -> {
            transactions.lock();
            Map<String, Transaction> known = new HashMap<>(transactions.known(
                    network, rows.stream().map(row -> row.sale().networkId()).toList()));
            Map<String, Click> clicked =
                    clicks.byIds(rows.stream().map(row -> row.sale().click()).toList());
            Map<String, Transaction> written = new LinkedHashMap<>();
            List<Posting> postings = new ArrayList<>();
            Map<Long, Outcome> results = new LinkedHashMap<>();
            for (NetworkReport.Row.Good row : rows) {
                Optional<Click> click =
                        Optional.ofNullable(clicked.get(row.sale().click()));
                Optional<Transaction> before =
                        Optional.ofNullable(known.get(row.sale().networkId()));
                Outcome outcome = judge(
                        row.sale(),
                        network,
                        click,
                        click.flatMap(Click::programme).map(programmes::get),
                        before);
                Optional<Transaction> after = after(outcome);
                after.ifPresent(it -> {
                    known.put(it.networkId(), it);
                    written.put(it.id(), it);
                    posting(before, it).ifPresent(postings::add);
                });
                results.put(row.line(), outcome);
            }
            transactions.put(written.values());
            ledger.post(postings);
            return results;
        });
        outcomes.forEach(tally::add);
    }

    private static Optional<Transaction> after(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Added added -> Optional.of(added.transaction());
            case Outcome.Changed changed -> Optional.of(changed.transaction());
            case Outcome.Unchanged same -> Optional.empty();
            case Outcome.Refused refused -> Optional.empty();
        };
    }

    private Outcome judge(
            ReportedSale sale,
            String network,
            Optional<Click> click,
            Optional<Programme> programme,
            Optional<Transaction> before) {
        if (click.isEmpty()) {
            return new Outcome.Refused("no click has the id '" + sale.click() + "'");
        }
        if (programme.isEmpty()) {
            return new Outcome.Refused("click " + sale.click() + " did not lead through a network");
        }
        if (!programme.get().network().equals(network)) {
            return new Outcome.Refused("click " + sale.click() + " led through the network "
                    + programme.get().network());
        }
        Transaction now = new Transaction(
                before.map(Transaction::id).orElseGet(ids::next),
                network,
                sale.networkId(),
                sale.click(),
                click.get().vendor(),
                sale.stage(),
                sale.order(),
                sale.commission(),
                net(sale.commission(), click.get().vendor(), programme.get().take()),
                sale.purchasedAt());
        if (before.isEmpty()) {
            return new Outcome.Added(now);
        }
        if (before.get().equals(now)) {
            return new Outcome.Unchanged();
        }
        return conflict(before.get(), now)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Changed(before.get(), now));
    }

    /// Why a report cannot be right beside what is known; nothing where it can.
    private static Optional<String> conflict(Transaction before, Transaction now) {
        if (!before.click().equals(now.click())) {
            return Optional.of("it was reported for the click " + before.click() + " before");
        }
        if (!before.order().currency().equals(now.order().currency())) {
            return Optional.of("it was reported in " + before.order().currency() + " before");
        }
        boolean backwards = now.stage() != Stage.REVERSED
                && (before.stage() == Stage.REVERSED || now.stage().compareTo(before.stage()) < 0);
        return backwards
                ? Optional.of("it is known as " + word(before.stage()) + " already; a report that says "
                        + word(now.stage()) + " is older")
                : Optional.empty();
    }

    /// The vendor's part, to the nearest minor unit and halves to the even one; nobody has a part in what
    /// nobody is credited with.
    private static Money net(Money commission, VendorId vendor, BigDecimal take) {
        long net = vendor.equals(VendorId.PUBLIC)
                ? 0
                : BigDecimal.valueOf(commission.amount())
                        .multiply(BigDecimal.ONE.subtract(take))
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact();
        return new Money(net, commission.currency());
    }

    /// What moves in the ledger: the transaction as it stands comes in, as it stood goes out.
    private Optional<Posting> posting(Optional<Transaction> before, Transaction now) {
        Map<Account, Long> moved = new LinkedHashMap<>();
        before.ifPresent(it -> add(it, -1, moved));
        add(now, 1, moved);
        List<Posting.Entry> entries = moved.entrySet().stream()
                .filter(it -> it.getValue() != 0)
                .map(it -> new Posting.Entry(it.getKey(), it.getValue()))
                .toList();
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(new Posting(ids.next(), time.instant(), now.id(), word(now.stage()), entries));
    }

    private static void add(Transaction transaction, long sign, Map<Account, Long> moved) {
        Stage stage = transaction.stage();
        String currency = transaction.commission().currency();
        long commission = transaction.commission().amount();
        long net = transaction.net().amount();
        moved.merge(Account.network(transaction.network(), stage, currency), sign * commission, Long::sum);
        moved.merge(Account.vendor(transaction.vendor().value(), stage, currency), -sign * net, Long::sum);
        moved.merge(Account.house(stage, currency), -sign * (commission - net), Long::sum);
    }

    private static String word(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    /// Counts what came of the rows.
    private static final class Tally {

        private final Consumer<BadRow> badRows;
        private int added;
        private int changed;
        private int unchanged;
        private int bad;

        Tally(Consumer<BadRow> badRows) {
            this.badRows = badRows;
        }

        void add(long line, Outcome outcome) {
            switch (outcome) {
                case Outcome.Added ignored -> added++;
                case Outcome.Changed ignored -> changed++;
                case Outcome.Unchanged ignored -> unchanged++;
                case Outcome.Refused refused -> bad(line, refused.reason());
            }
        }

        void bad(long line, String reason) {
            bad++;
            badRows.accept(new BadRow(line, reason));
        }

        Result result() {
            return new Result(added, changed, unchanged, bad);
        }
    }
}
