package dev.aisle.supply.crawl;

import dev.aisle.base.db.Db;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads pages of lines such as `item shoe`, `link /b`, `next /c`, `currency EUR`, `sample /d`, `noindex`,
/// or `part /e` with `sum all`, which counts where the parts give nothing, and keeps
/// the
/// items with the currency they were read with in a table of its own.
final class WordReader implements PageReader {

    private final Db db;
    private volatile boolean broken;

    WordReader(Db db) {
        this.db = db;
        db.execute("create table if not exists kept (merchant text, item text, currency text, missed int default 0,"
                + " primary key (merchant, item))");
    }

    void breakOnKeep(boolean on) {
        this.broken = on;
    }

    @Override
    public Contents read(Merchant merchant, FetchedPage page, Known known) {
        List<String> items = new ArrayList<>();
        List<URI> links = new ArrayList<>();
        List<URI> parts = new ArrayList<>();
        String whole = "";
        List<URI> samples = new ArrayList<>();
        Optional<URI> next = Optional.empty();
        Optional<String> said = Optional.empty();
        boolean noindex = false;
        for (String line : page.text().lines().toList()) {
            int space = line.indexOf(' ');
            String value = line.substring(space + 1);
            switch (space < 0 ? line : line.substring(0, space)) {
                case "item" -> items.add(value);
                case "link" -> links.add(page.url().resolve(value));
                case "part" -> parts.add(page.url().resolve(value));
                case "sum" -> whole = value;
                case "next" -> next = Optional.of(page.url().resolve(value));
                case "sample" -> samples.add(page.url().resolve(value));
                case "currency" -> said = Optional.of(value);
                case "noindex" -> noindex = true;
                case "crash" -> throw new IllegalStateException("a page nobody can read");
                default -> {}
            }
        }
        if (!whole.isEmpty() && parts.stream().allMatch(known.gaveNothing())) {
            items.add(whole);
        }
        Optional<String> of = said.or(known::currency);
        return new Contents(
                items,
                links,
                parts,
                next,
                noindex,
                page.text().hashCode() + 31L * items.size(),
                said,
                samples,
                () -> items.forEach(item -> keep(merchant, item, of)));
    }

    private void keep(Merchant merchant, String item, Optional<String> currency) {
        if (broken) {
            throw new IllegalStateException("the listings cannot be stored");
        }
        db.execute("""
                insert into kept (merchant, item, currency) values (?, ?, ?)
                on conflict (merchant, item) do update set currency = excluded.currency, missed = 0
                """, merchant.id().value(), item, currency);
    }

    @Override
    public void missing(MerchantId merchant, List<String> items, Instant runStartedAt) {
        db.execute(
                "update kept set missed = missed + 1 where merchant = ? and item = any(?::text[])",
                merchant.value(),
                items);
    }

    /// Each kept item with its currency and how often it was missed, such as `shoe EUR` or `hat - missed 1`.
    List<String> kept(MerchantId merchant) {
        return db.list(
                "select item, currency, missed from kept where merchant = ? order by item",
                row -> row.text("item") + " " + row.optText("currency").orElse("-")
                        + (row.integer("missed") == 0 ? "" : " missed " + row.integer("missed")),
                merchant.value());
    }
}
