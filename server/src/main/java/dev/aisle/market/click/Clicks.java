package dev.aisle.market.click;

import dev.aisle.base.db.Db;
import dev.aisle.market.affiliate.ProgrammeId;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.merchant.MerchantId;
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

/// The clicks that were counted.
public final class Clicks {

    private static final String COLUMNS =
            "id, at, vendor_id, product_id, merchant_id, offer_id, user_id, programme_id, user_agent, referrer, country";

    private final Db db;

    /// Which clicks of a vendor are asked for.
    ///
    /// @param from the first moment
    /// @param to the first moment after
    public record Asked(VendorId vendor, Instant from, Instant to, Optional<UserId> user) {}

    /// A page of clicks, newest first, and how many there are in all.
    public record Page(List<Click> clicks, long total) {}

    public Clicks(Db db) {
        this.db = db;
    }

    /// Adds clicks; one that is already there stays as it is.
    public void add(Collection<Click> clicks) {
        db.execute(
                """
                insert into clicks (%s)
                select id, at::timestamptz, vendor, product, merchant, offer, nullif(usr, ''), nullif(programme, ''),
                    nullif(agent, ''), nullif(referrer, ''), nullif(country, '')
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[])
                    as given (id, at, vendor, product, merchant, offer, usr, programme, agent, referrer, country)
                on conflict do nothing
                """.formatted(COLUMNS),
                texts(clicks, Click::id),
                texts(clicks, click -> click.at().toString()),
                texts(clicks, click -> click.vendor().value()),
                texts(clicks, click -> click.product().value()),
                texts(clicks, click -> click.merchant().value()),
                texts(clicks, click -> click.offer().value()),
                texts(clicks, click -> click.user().map(UserId::value).orElse("")),
                texts(clicks, click -> click.programme().map(ProgrammeId::value).orElse("")),
                texts(clicks, click -> click.origin().userAgent().orElse("")),
                texts(clicks, click -> click.origin().referrer().orElse("")),
                texts(clicks, click -> click.origin().country().orElse("")));
    }

    /// A page of a vendor's clicks, by its number from 1.
    public Page list(Asked asked, int page, int size) {
        String where = "vendor_id = ? and at >= ? and at < ? and user_id is not distinct from coalesce(?, user_id)";
        Object[] arguments = {
            asked.vendor().value(), asked.from(), asked.to(), asked.user().map(UserId::value)
        };
        long total =
                db.get("select count(*) as total from clicks where " + where, row -> row.bigint("total"), arguments);
        Object[] more = Arrays.copyOf(arguments, arguments.length + 2);
        more[arguments.length] = size;
        more[arguments.length + 1] = (page - 1L) * size;
        return new Page(
                db.list(
                        "select " + COLUMNS + " from clicks where " + where
                                + " order by at desc, id desc limit ? offset ?",
                        Clicks::read,
                        more),
                total);
    }

    /// These of the clicks that were counted.
    public Map<String, Click> byIds(Collection<String> ids) {
        return db
                .list("select " + COLUMNS + " from clicks where id = any(?::text[])", Clicks::read, List.copyOf(ids))
                .stream()
                .collect(Collectors.toMap(Click::id, click -> click));
    }

    private static List<String> texts(Collection<Click> clicks, Function<Click, String> column) {
        return clicks.stream().map(column).toList();
    }

    private static Click read(Db.Row row) {
        return new Click(
                row.text("id"),
                row.instant("at"),
                new VendorId(row.text("vendor_id")),
                new ProductId(row.text("product_id")),
                new MerchantId(row.text("merchant_id")),
                new ListingId(row.text("offer_id")),
                row.optText("user_id").map(UserId::new),
                row.optText("programme_id").map(ProgrammeId::new),
                new Click.Origin(row.optText("user_agent"), row.optText("referrer"), row.optText("country")));
    }
}
