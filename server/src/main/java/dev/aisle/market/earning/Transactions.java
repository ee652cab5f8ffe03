package dev.aisle.market.earning;

import dev.aisle.base.db.Db;
import dev.aisle.base.money.Money;
import dev.aisle.market.click.UserId;
import dev.aisle.market.ledger.Stage;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.vendor.VendorId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The sales that networks reported, as they stand.
public final class Transactions {

    private static final String ASKED = """
            from transactions t join clicks c on c.id = t.click_id
            where t.vendor_id = ? and t.purchased_at >= ? and t.purchased_at < ?
                and c.user_id is not distinct from coalesce(?, c.user_id) and t.stage <> 'REVERSED'
            """;

    private final Db db;

    /// Which transactions of a vendor are asked for: all but those that were taken back.
    ///
    /// @param from the first moment of purchase
    /// @param to the first moment after
    public record Asked(VendorId vendor, Instant from, Instant to, Optional<UserId> user) {}

    /// A transaction with what its click tells.
    public record Reported(
            Transaction transaction, ProductId product, Optional<UserId> user, Optional<String> country) {}

    /// The vendor's part in one stage and currency, in minor units.
    public record Sum(Stage stage, Money net, long count) {}

    public Transactions(Db db) {
        this.db = db;
    }

    /// These of a network's transactions that are known, by the network's own ids.
    Map<String, Transaction> known(String network, Collection<String> networkIds) {
        return db.list("""
                        select id, network, network_id, click_id, vendor_id, stage, currency, order_amount, commission,
                            net, purchased_at
                        from transactions where network = ? and network_id = any(?::text[])
                        """, Transactions::read, network, List.copyOf(networkIds)).stream()
                .collect(Collectors.toMap(Transaction::networkId, it -> it));
    }

    /// Holds back everybody else who writes transactions, until the end of the caller's.
    void lock() {
        db.list("select pg_advisory_xact_lock(hashtext('transactions')) as locked", row -> true);
    }

    void put(Collection<Transaction> transactions) {
        db.execute(
                """
                insert into transactions (id, network, network_id, click_id, vendor_id, stage, currency, purchased_at,
                    order_amount, commission, net)
                select id, network, network_id, click, vendor, stage, currency, at::timestamptz,
                    order_amount, commission, net
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::bigint[], ?::bigint[], ?::bigint[])
                    as given (id, network, network_id, click, vendor, stage, currency, at,
                        order_amount, commission, net)
                on conflict (id) do update set stage = excluded.stage, purchased_at = excluded.purchased_at,
                    order_amount = excluded.order_amount, commission = excluded.commission, net = excluded.net
                """,
                texts(transactions, Transaction::id),
                texts(transactions, Transaction::network),
                texts(transactions, Transaction::networkId),
                texts(transactions, Transaction::click),
                texts(transactions, it -> it.vendor().value()),
                texts(transactions, it -> it.stage().name()),
                texts(transactions, it -> it.order().currency()),
                texts(transactions, it -> it.purchasedAt().toString()),
                transactions.stream().map(it -> it.order().amount()).toList(),
                transactions.stream().map(it -> it.commission().amount()).toList(),
                transactions.stream().map(it -> it.net().amount()).toList());
    }

    /// A page by its number from 1, the latest purchase first.
    public List<Reported> list(Asked asked, int page, int size) {
        Object[] arguments = arguments(asked);
        Object[] more = Arrays.copyOf(arguments, arguments.length + 2);
        more[arguments.length] = size;
        more[arguments.length + 1] = (page - 1L) * size;
        return db.list(
                """
                select t.id, t.network, t.network_id, t.click_id, t.vendor_id, t.stage, t.currency, t.order_amount,
                    t.commission, t.net, t.purchased_at, c.product_id, c.user_id, c.country
                """ + ASKED + "order by t.purchased_at desc, t.id desc limit ? offset ?",
                row -> new Reported(
                        read(row),
                        new ProductId(row.text("product_id")),
                        row.optText("user_id").map(UserId::new),
                        row.optText("country")),
                more);
    }

    /// What the asked ones come to.
    public List<Sum> sums(Asked asked) {
        return db.list(
                "select t.stage, t.currency, sum(t.net)::bigint as net, count(*) as count " + ASKED
                        + "group by t.stage, t.currency order by t.currency, t.stage",
                row -> new Sum(
                        Stage.valueOf(row.text("stage")),
                        new Money(row.bigint("net"), row.text("currency")),
                        row.bigint("count")),
                arguments(asked));
    }

    private static Object[] arguments(Asked asked) {
        return new Object[] {
            asked.vendor().value(), asked.from(), asked.to(), asked.user().map(UserId::value)
        };
    }

    private static List<String> texts(Collection<Transaction> transactions, Function<Transaction, String> column) {
        return transactions.stream().map(column).toList();
    }

    private static Transaction read(Db.Row row) {
        String currency = row.text("currency");
        return new Transaction(
                row.text("id"),
                row.text("network"),
                row.text("network_id"),
                row.text("click_id"),
                new VendorId(row.text("vendor_id")),
                Stage.valueOf(row.text("stage")),
                new Money(row.bigint("order_amount"), currency),
                new Money(row.bigint("commission"), currency),
                new Money(row.bigint("net"), currency),
                row.instant("purchased_at"));
    }
}
