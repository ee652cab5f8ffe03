package dev.aisle.edge.restv1;

import dev.aisle.base.money.Money;
import dev.aisle.base.money.Rates;
import dev.aisle.market.click.Click;
import dev.aisle.market.click.Clicks;
import dev.aisle.market.click.UserId;
import dev.aisle.market.earning.Transaction;
import dev.aisle.market.earning.Transactions;
import dev.aisle.market.ledger.Stage;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.product.Products;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A vendor's own clicks and transactions, newest first. Amounts are net, in major units; times in UTC.
final class ReportingRoutes {

    private static final int USUAL_LIMIT = 20;
    private static final int LARGEST_LIMIT = 100;
    private static final int LAST_PAGE = 1_000_000;

    /// What sums in several currencies are told in.
    private static final String COMMON_CURRENCY = "USD";

    private final Clicks clicks;
    private final Transactions transactions;
    private final Products products;
    private final Rates rates;
    private final InstantSource time;

    ReportingRoutes(Clicks clicks, Transactions transactions, Products products, Rates rates, InstantSource time) {
        this.clicks = clicks;
        this.transactions = transactions;
        this.products = products;
        this.rates = rates;
        this.time = time;
    }

    private record Paging(int page, int limit) {

        static Paging of(Call call) {
            return new Paging(
                    call.number("page", 1, 1, LAST_PAGE), call.number("limit", USUAL_LIMIT, 1, LARGEST_LIMIT));
        }
    }

    Object clicks(Call call) {
        ReportPeriod period = ReportPeriod.of(call, time.instant());
        Paging paging = Paging.of(call);
        Clicks.Page page = clicks.list(
                new Clicks.Asked(call.caller().vendor(), period.start(), period.end(), user(call)),
                paging.page(),
                paging.limit());
        Map<ProductId, Product> shown =
                shown(page.clicks().stream().map(Click::product).collect(Collectors.toSet()));
        return report(
                Map.of("total_clicks", page.total()),
                page.clicks().stream().map(click -> written(click, shown)).toList(),
                page.total(),
                paging,
                period);
    }

    Object transactions(Call call) {
        ReportPeriod period = ReportPeriod.of(call, time.instant());
        Paging paging = Paging.of(call);
        Transactions.Asked asked =
                new Transactions.Asked(call.caller().vendor(), period.start(), period.end(), user(call));
        List<Transactions.Sum> sums = transactions.sums(asked);
        List<Transactions.Reported> page = transactions.list(asked, paging.page(), paging.limit());
        Map<ProductId, Product> shown =
                shown(page.stream().map(Transactions.Reported::product).collect(Collectors.toSet()));
        long total = sums.stream().mapToLong(Transactions.Sum::count).sum();
        return report(
                summary(sums, total),
                page.stream().map(it -> written(it, shown)).toList(),
                total,
                paging,
                period);
    }

    private static Optional<UserId> user(Call call) {
        Optional<String> said = call.parameter("user_id");
        if (said.filter(it -> UserId.parse(it).isEmpty()).isPresent()) {
            throw Rejected.field(
                    "at most 128 letters, digits and . _ @ -", "value_error.str.regex", "query", "user_id");
        }
        return said.map(UserId::new);
    }

    /// The products as they are now, under the ids by which they were asked for.
    private Map<ProductId, Product> shown(Set<ProductId> ids) {
        Map<ProductId, ProductId> now = products.resolve(ids);
        Map<ProductId, Product> known =
                products.byIds(Set.copyOf(now.values())).stream().collect(Collectors.toMap(Product::id, it -> it));
        Map<ProductId, Product> shown = new HashMap<>();
        now.forEach((asked, id) -> Optional.ofNullable(known.get(id)).ifPresent(it -> shown.put(asked, it)));
        return shown;
    }

    private static Map<String, Object> report(
            Map<String, Object> summary, List<?> items, long total, Paging paging, ReportPeriod period) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("summary", summary);
        out.put("items", items);
        out.put("page", paging.page());
        out.put("limit", paging.limit());
        out.put("total_count", total);
        out.put("has_more", (long) paging.page() * paging.limit() < total);
        out.put("start_date", period.start().toString());
        out.put("end_date", period.end().toString());
        return out;
    }

    private static Map<String, Object> written(Click click, Map<ProductId, Product> shown) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", click.id());
        out.put("timestamp", click.at().toString());
        click.user().ifPresent(user -> out.put("user_id", user.value()));
        out.put("product", product(click.product(), shown));
        click.origin().country().ifPresent(country -> out.put("country", country));
        return out;
    }

    private static Map<String, Object> written(Transactions.Reported reported, Map<ProductId, Product> shown) {
        Transaction transaction = reported.transaction();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", transaction.id());
        out.put("order_amount", transaction.order().decimal());
        out.put("commission_amount", transaction.net().decimal());
        out.put("currency", transaction.net().currency());
        out.put("status", transaction.stage() == Stage.PAID ? "paid" : "pending");
        out.put("purchased_at", transaction.purchasedAt().toString());
        reported.user().ifPresent(user -> out.put("user_id", user.value()));
        out.put("product", product(reported.product(), shown));
        Optional.ofNullable(shown.get(reported.product()))
                .flatMap(Product::brand)
                .ifPresent(brand -> out.put("brand_name", brand));
        reported.country().ifPresent(country -> out.put("country", country));
        return out;
    }

    private static Map<String, Object> product(ProductId id, Map<ProductId, Product> shown) {
        Map<String, Object> out = new LinkedHashMap<>();
        Product now = shown.get(id);
        out.put("id", now == null ? id.value() : now.id().value());
        out.put("title", now == null ? "" : now.title());
        if (now != null) {
            now.images().stream().findFirst().ifPresent(url -> out.put("image_url", url));
        }
        return out;
    }

    private Map<String, Object> summary(List<Transactions.Sum> sums, long total) {
        Set<String> currencies = sums.stream().map(it -> it.net().currency()).collect(Collectors.toSet());
        String currency = currencies.size() == 1 ? currencies.iterator().next() : COMMON_CURRENCY;
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("total_count", total);
        out.put("total_commission", sum(sums, currency, any -> true));
        out.put("pending_commission", sum(sums, currency, it -> it.stage() != Stage.PAID));
        out.put("paid_commission", sum(sums, currency, it -> it.stage() == Stage.PAID));
        out.put("currency", currency);
        return out;
    }

    /// Amounts in currencies without a rate are left out.
    private Object sum(Collection<Transactions.Sum> sums, String currency, Predicate<Transactions.Sum> wanted) {
        long amount = sums.stream()
                .filter(wanted)
                .map(Transactions.Sum::net)
                .flatMap(net -> rates.convert(net.amount(), net.currency(), currency, RoundingMode.HALF_EVEN).stream())
                .mapToLong(it -> it)
                .sum();
        return new Money(amount, currency).decimal();
    }
}
