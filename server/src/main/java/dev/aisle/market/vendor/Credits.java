package dev.aisle.market.vendor;

import dev.aisle.base.db.Db;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// What vendors use of the credits that a question costs: so many a calendar month of UTC are free, more are for
/// those
/// who pay.
public final class Credits {

    /// Free for each vendor each month.
    public static final int FREE = 1_000;

    private final Db db;
    private final InstantSource time;

    public Credits(Db db, InstantSource time) {
        this.db = db;
        this.time = time;
    }

    /// Uses one credit of this month, if there is one: at once, so that calls at the same time cannot share the last.
    public boolean spend(VendorId vendor) {
        return db.execute("""
                insert into vendor_credits as c (vendor_id, month, used)
                select id, ?::date, 1 from vendors where id = ?
                on conflict (vendor_id, month) do update set used = c.used + 1
                where c.used < ? or exists (select 1 from vendors where id = c.vendor_id and paying)
                """, month(), vendor.value(), FREE) == 1;
    }

    /// Gives back what a question cost that came to nothing.
    public void giveBack(VendorId vendor) {
        db.execute(
                "update vendor_credits set used = used - 1 where vendor_id = ? and month = ?::date and used > 0",
                vendor.value(),
                month());
    }

    private String month() {
        return LocalDate.ofInstant(time.instant(), ZoneOffset.UTC)
                .withDayOfMonth(1)
                .toString();
    }
}
