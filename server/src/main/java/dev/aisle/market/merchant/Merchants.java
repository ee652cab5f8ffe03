package dev.aisle.market.merchant;

import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Base62;
import dev.aisle.market.partner.PartnerId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The merchants and who manages them: a merchant may have several partners. Every partner-bound read names the
/// partner.
public final class Merchants {

    /// A merchant by its domain, and whether this call was the one that added it.
    public record FoundOrAdded(Merchant merchant, boolean added) {}

    /// A merchant as one partner lists it; `since` is when that partner first provisioned it.
    public record Managed(Merchant merchant, Optional<String> logoUrl, Instant since) {}

    /// A page of a partner's merchants, newest first, and how many there are in all.
    public record Page(List<Managed> merchants, long total) {}

    private static final int ID_LENGTH = 4;
    private static final int MOST_TRIES = 100;

    private final Db db;
    private final InstantSource time;
    private final Supplier<String> ids;

    public Merchants(Db db, InstantSource time) {
        this(db, time, () -> Base62.random(ID_LENGTH));
    }

    Merchants(Db db, InstantSource time, Supplier<String> ids) {
        this.db = db;
        this.time = time;
        this.ids = ids;
    }

    /// Adds the merchant unless its domain is known; of any number of callers at once, one adds it. The
    /// name of a known merchant stays.
    public FoundOrAdded findOrAdd(Domain domain, Optional<String> name) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Merchant> found = findByDomain(domain.value());
            if (found.isPresent()) {
                return new FoundOrAdded(found.get(), false);
            }
            Merchant fresh = new Merchant(new MerchantId(ids.get()), domain.value(), domain.scheme(), name);
            if (insert(fresh)) {
                return new FoundOrAdded(fresh, true);
            }
        }
        throw new IllegalStateException("no free merchant id in " + MOST_TRIES + " tries");
    }

    public Optional<Merchant> find(MerchantId id) {
        return db.find("select id, domain, scheme, name from merchants where id = ?", Merchants::read, id.value());
    }

    public Optional<Merchant> find(PartnerId partner, MerchantId id) {
        return db.find("""
                select m.id, m.domain, m.scheme, m.name
                from merchants m
                join partner_merchants pm on pm.merchant_id = m.id
                where pm.partner_id = ? and m.id = ?
                """, Merchants::read, partner.value(), id.value());
    }

    public Optional<Merchant> findByDomain(String domain) {
        return db.find("select id, domain, scheme, name from merchants where domain = ?", Merchants::read, domain);
    }

    public List<Merchant> all() {
        return db.list("select id, domain, scheme, name from merchants order by created_at, id", Merchants::read);
    }

    /// Lets the partner manage the merchant from now on; a second time changes nothing and is false.
    public boolean attach(PartnerId partner, MerchantId merchant) {
        return db.execute("""
                        insert into partner_merchants (partner_id, merchant_id, created_at) values (?, ?, ?)
                        on conflict do nothing
                        """, partner.value(), merchant.value(), time.instant()) == 1;
    }

    /// Who manages the merchant.
    public List<PartnerId> partnersOf(MerchantId merchant) {
        return db.list(
                "select partner_id from partner_merchants where merchant_id = ? order by partner_id",
                row -> new PartnerId(row.text("partner_id")),
                merchant.value());
    }

    /// The page with that number, from 1; empty past the end. Rows only ever come in at the head, so a walk misses
    /// none.
    public Page list(PartnerId partner, long page, int size) {
        return list(partner, Optional.empty(), page, size);
    }

    /// As the other one, of those merchants alone whose domains are named.
    public Page list(PartnerId partner, Optional<List<String>> domains, long page, int size) {
        long total = db.get("""
                select count(*) as total from partner_merchants pm
                join merchants m on m.id = pm.merchant_id
                where pm.partner_id = ? and (?::text[] is null or m.domain = any(?::text[]))
                """, row -> row.bigint("total"), partner.value(), domains, domains);
        if (page - 1 > total / size) {
            return new Page(List.of(), total);
        }
        List<Managed> merchants = db.list(
                """
                select m.id, m.domain, m.scheme, m.name, m.logo_url, pm.created_at
                from partner_merchants pm
                join merchants m on m.id = pm.merchant_id
                where pm.partner_id = ? and (?::text[] is null or m.domain = any(?::text[]))
                order by pm.created_at desc, pm.merchant_id collate "C" desc
                limit ? offset ?
                """,
                row -> new Managed(read(row), row.optText("logo_url"), row.instant("created_at")),
                partner.value(),
                domains,
                domains,
                size,
                (page - 1) * size);
        return new Page(merchants, total);
    }

    /// False where the domain, or the id, was taken meanwhile.
    private boolean insert(Merchant merchant) {
        return db.execute(
                        """
                        insert into merchants (id, domain, scheme, name, created_at) values (?, ?, ?, ?, ?)
                        on conflict do nothing
                        """,
                        merchant.id().value(),
                        merchant.domain(),
                        merchant.scheme(),
                        merchant.name(),
                        time.instant())
                == 1;
    }

    private static Merchant read(Db.Row row) {
        return new Merchant(
                new MerchantId(row.text("id")), row.text("domain"), row.text("scheme"), row.optText("name"));
    }
}
