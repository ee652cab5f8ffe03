package dev.aisle.market.ledger;

import dev.aisle.base.db.Db;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The accounts and all that was ever posted to them. The database refuses what does not balance, and every change.
public final class Ledger {

    private record Line(Posting posting, Posting.Entry entry) {}

    private final Db db;

    public Ledger(Db db) {
        this.db = db;
    }

    /// Adds postings, all or none, in the transaction of the caller if there is one.
    public void post(Collection<Posting> postings) {
        List<Line> lines = postings.stream()
                .flatMap(posting -> posting.entries().stream().map(entry -> new Line(posting, entry)))
                .toList();
        if (lines.isEmpty()) {
            return;
        }
        db.transact(() -> {
            open(lines.stream().map(line -> line.entry().account()).distinct().toList());
            db.execute(
                    """
                    insert into ledger_postings (id, at, transaction_id, reason)
                    select id, at::timestamptz, transaction, reason
                    from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as given (id, at, transaction, reason)
                    """,
                    each(postings, Posting::id),
                    each(postings, posting -> posting.at().toString()),
                    each(postings, Posting::transaction),
                    each(postings, Posting::reason));
            enter(lines);
        });
    }

    /// What every account that was ever posted to holds, in minor units.
    public Map<Account, Long> balances() {
        Map<Account, Long> balances = new LinkedHashMap<>();
        db.list(
                        """
                        select party, name, stage, currency, coalesce(sum(amount), 0)::bigint as balance
                        from ledger_accounts left join ledger_entries on account_id = id
                        group by id, party, name, stage, currency order by party, name, currency, stage
                        """,
                        row -> Map.entry(
                                new Account(
                                        Account.Party.valueOf(row.text("party")),
                                        row.text("name"),
                                        Stage.valueOf(row.text("stage")),
                                        row.text("currency")),
                                row.bigint("balance")))
                .forEach(it -> balances.put(it.getKey(), it.getValue()));
        return balances;
    }

    private void open(List<Account> accounts) {
        db.execute(
                """
                insert into ledger_accounts (party, name, stage, currency)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[])
                on conflict do nothing
                """,
                each(accounts, account -> account.party().name()),
                each(accounts, Account::name),
                each(accounts, account -> account.stage().name()),
                each(accounts, Account::currency));
    }

    private void enter(List<Line> lines) {
        db.execute(
                """
                insert into ledger_entries (posting_id, account_id, amount)
                select posting, ledger_accounts.id, amount
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                    as given (posting, party, name, stage, currency, amount)
                join ledger_accounts using (party, name, stage, currency)
                """,
                each(lines, line -> line.posting().id()),
                each(lines, line -> line.entry().account().party().name()),
                each(lines, line -> line.entry().account().name()),
                each(lines, line -> line.entry().account().stage().name()),
                each(lines, line -> line.entry().account().currency()),
                lines.stream().map(line -> line.entry().amount()).toList());
    }

    private static <T> List<String> each(Collection<T> items, Function<T, String> column) {
        return items.stream().map(column).toList();
    }
}
