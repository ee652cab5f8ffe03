package dev.aisle.market.affiliate;

import dev.aisle.base.db.Db;
import dev.aisle.market.merchant.MerchantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The programmes, those that ended too.
public final class Programmes {

    private final Db db;

    public Programmes(Db db) {
        this.db = db;
    }

    public void add(Programme programme) {
        db.execute(
                """
                insert into programmes
                    (id, network, merchant_id, countries, rate, take, link, starts_at, ends_at)
                values (?, ?, ?, ?::text[], ?::text::numeric, ?::text::numeric, ?, ?, ?)
                """,
                programme.id().value(),
                programme.network(),
                programme.merchant().value(),
                programme.countries().stream().sorted().toList(),
                programme.rate().toPlainString(),
                programme.take().toPlainString(),
                programme.link().text(),
                programme.startsAt(),
                programme.endsAt());
    }

    /// Ends a programme; one that has not begun never does. False where there is none of that id that runs on.
    public boolean end(ProgrammeId id, Instant at) {
        return db.execute("""
                        update programmes set ends_at = greatest(?, starts_at + interval '1 microsecond')
                        where id = ? and (ends_at is null or ends_at > ?)
                        """, at, id.value(), at) == 1;
    }

    /// All there ever were, the oldest first.
    public List<Programme> all() {
        return db.list("""
                select id, network, merchant_id, countries, rate::text as rate, take::text as take, link,
                    starts_at, ends_at
                from programmes order by id
                """, Programmes::read);
    }

    private static Programme read(Db.Row row) {
        return new Programme(
                new ProgrammeId(row.text("id")),
                row.text("network"),
                new MerchantId(row.text("merchant_id")),
                Set.copyOf(row.texts("countries")),
                new BigDecimal(row.text("rate")),
                new BigDecimal(row.text("take")),
                new LinkTemplate(row.text("link")),
                row.instant("starts_at"),
                row.optInstant("ends_at"));
    }
}
