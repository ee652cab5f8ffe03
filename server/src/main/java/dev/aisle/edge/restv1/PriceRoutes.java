package dev.aisle.edge.restv1;

import dev.aisle.base.money.Money;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.product.Products;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The history of a product's best price: the lowest of the offers that could be ordered at the time.
final class PriceRoutes {

    private static final int MOST_DAYS = 30;

    private final Function<ProductId, Optional<Product>> products;
    private final Function<ListingId, List<Products.PastPrice>> past;
    private final InstantSource time;

    /// @param products a product by any id it ever had
    /// @param past what an offer cost before it came to cost what it does, the oldest first
    PriceRoutes(
            Function<ProductId, Optional<Product>> products,
            Function<ListingId, List<Products.PastPrice>> past,
            InstantSource time) {
        this.products = products;
        this.past = past;
        this.time = time;
    }

    private record Step(Instant at, ListingId offer, OptionalLong amount) {}

    private record Point(Instant at, long amount) {}

    Object history(Call call) {
        String id = call.variable("canonical_product_id");
        int days = call.number("days", MOST_DAYS, 1, MOST_DAYS);
        Product product = ProductRoutes.productId(id)
                .flatMap(products)
                .orElseThrow(() -> Rejected.of(404, "Product with ID '" + id + "' not found"));
        String currency = currency(product);
        List<Point> points = points(product, currency, time.instant().minus(Duration.ofDays(days)));
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("canonical_product_id", product.id().value());
        out.put("product_title", product.title());
        out.put(
                "history",
                points.stream()
                        .map(it -> Map.of(
                                "price",
                                major(it.amount(), currency),
                                "currency",
                                currency,
                                "timestamp",
                                it.at().toString()))
                        .toList());
        out.put("statistics", points.isEmpty() ? null : statistics(points, currency));
        return out;
    }

    /// The one most offers are priced in.
    private static String currency(Product product) {
        Map<String, Integer> counts = new HashMap<>();
        product.offers().forEach(it -> counts.merge(it.price().currency(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }

    private List<Point> points(Product product, String currency, Instant from) {
        List<Step> steps = new ArrayList<>();
        for (Offer offer : product.offers()) {
            for (Products.PastPrice price : past.apply(offer.id())) {
                steps.add(step(
                        price.since(),
                        offer.id(),
                        price.price(),
                        price.availability().canBeOrdered(),
                        currency));
            }
            steps.add(step(
                    offer.changedAt(),
                    offer.id(),
                    offer.price(),
                    offer.availability().canBeOrdered(),
                    currency));
        }
        steps.sort(Comparator.comparing(Step::at));
        Map<ListingId, Long> now = new HashMap<>();
        List<Point> points = new ArrayList<>();
        for (Step step : steps) {
            if (step.amount().isPresent()) {
                now.put(step.offer(), step.amount().getAsLong());
            } else {
                now.remove(step.offer());
            }
            OptionalLong best = now.values().stream().mapToLong(it -> it).min();
            boolean early = step.at().isBefore(from);
            if (early || (!points.isEmpty() && points.getLast().at().equals(step.at()))) {
                points.removeIf(it -> !it.at().isBefore(early ? Instant.MIN : step.at()));
            }
            Instant at = early ? from : step.at();
            if (best.isPresent() && (points.isEmpty() || points.getLast().amount() != best.getAsLong())) {
                points.add(new Point(at, best.getAsLong()));
            }
        }
        return points;
    }

    private static Step step(Instant at, ListingId offer, Money price, boolean canBeOrdered, String currency) {
        return new Step(
                at,
                offer,
                canBeOrdered && price.currency().equals(currency)
                        ? OptionalLong.of(price.amount())
                        : OptionalLong.empty());
    }

    private static Map<String, Object> statistics(List<Point> points, String currency) {
        double mean = points.stream().mapToLong(Point::amount).average().orElse(0);
        double deviation = Math.sqrt(points.stream()
                .mapToDouble(it -> (it.amount() - mean) * (it.amount() - mean))
                .average()
                .orElse(0));
        long current = points.getLast().amount();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("current_price", major(current, currency));
        out.put(
                "min_price",
                major(points.stream().mapToLong(Point::amount).min().orElse(current), currency));
        out.put(
                "max_price",
                major(points.stream().mapToLong(Point::amount).max().orElse(current), currency));
        out.put("mean", major(Math.round(mean), currency));
        out.put("std_dev", major(Math.round(deviation), currency));
        out.put("currency", currency);
        out.put(
                "current_status",
                current < mean - deviation / 2 ? "low" : current > mean + deviation / 2 ? "high" : "typical");
        return out;
    }

    private static BigDecimal major(long amount, String currency) {
        return new Money(amount, currency).decimal();
    }
}
