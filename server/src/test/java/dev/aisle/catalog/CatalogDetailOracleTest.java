package dev.aisle.catalog;

import static dev.aisle.catalog.index.Goods.product;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.money.Money;
import dev.aisle.catalog.answer.Context;
import dev.aisle.catalog.answer.Detail;
import dev.aisle.catalog.answer.Filters;
import dev.aisle.catalog.answer.Lookup;
import dev.aisle.catalog.index.Goods;
import dev.aisle.catalog.index.ProductDocument.OfferDocument;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Get Product through the index, held against an oracle that tries everything, over random families and questions.
class CatalogDetailOracleTest {

    private static final List<String> NAMES = List.of("Color", "Size", "Fit");
    private static final int FAMILIES = 300;
    private static final int QUESTIONS = Boolean.getBoolean("aisle.full") ? 1_000_000 : 4_000;

    /// A family, and what a question about it asks.
    private record Question(
            List<Product> family,
            Product asked,
            List<Listing.Named> selected,
            List<String> preferences,
            Filters filters) {}

    @Test
    void everyAnswerIsTheOraclesOverRandomFamiliesAndQuestions(@TempDir Path folder) {
        long seed = Long.getLong("seed", 20_260_409L);
        Random random = new Random(seed);
        try (Counter counter = new Counter(folder)) {
            List<List<Product>> families = new ArrayList<>();
            for (int i = 0; i < FAMILIES; i++) {
                families.add(family(i, random));
            }
            counter.hold(families.stream().flatMap(List::stream).toArray(Product[]::new));
            for (int round = 0; round < QUESTIONS; round++) {
                Question question = question(families.get(random.nextInt(FAMILIES)), random);
                Detail.Outcome outcome = counter.catalog.detail(new Detail(
                        new Lookup.Input.OfProduct("", question.asked().id()),
                        question.selected(),
                        question.preferences(),
                        question.filters(),
                        Context.DEFAULT));

                String told = told(outcome);
                String wanted = byTheBook(question);
                if (!told.equals(wanted)) {
                    assertThat(told)
                            .as("seed %d round %d: %s", seed, round, question)
                            .isEqualTo(wanted);
                }
            }
        }
    }

    private static List<Product> family(int number, Random random) {
        int dimensions = random.nextInt(NAMES.size() + 1);
        int labels = 1 + random.nextInt(3);
        List<Product> family = new ArrayList<>();
        int offer = number * 20;
        for (int i = 0; i <= random.nextInt(3); i++) {
            Goods goods =
                    product("F" + (10_000 + number) + i, "Thing " + number).inFamily("family" + number);
            int offers = 1 + random.nextInt(4);
            for (int j = 0; j < offers; j++) {
                Goods.Sale sale =
                        goods.soldBy("sho" + (char) ('A' + random.nextInt(3)), ++offer, 100 + random.nextInt(9));
                for (String name : NAMES.subList(0, dimensions)) {
                    if (random.nextInt(8) > 0) {
                        sale = sale.as(name, "Label " + random.nextInt(labels));
                    }
                }
                goods = (random.nextInt(3) == 0 ? sale.outOfStock() : sale).and();
            }
            family.add(goods.product());
        }
        return family;
    }

    private static Question question(List<Product> family, Random random) {
        List<Listing.Named> selected = new ArrayList<>();
        for (String name : NAMES) {
            if (random.nextInt(2) == 0) {
                selected.add(new Listing.Named(
                        random.nextInt(4) == 0 ? name.toUpperCase(Locale.ROOT) : name, "Label " + random.nextInt(4)));
            }
        }
        List<String> preferences =
                NAMES.stream().filter(name -> random.nextInt(2) == 0).toList();
        Filters filters = switch (random.nextInt(4)) {
            case 0 -> Counter.availability(true);
            case 1 -> Counter.availability(false);
            case 2 -> Counter.prices(100, 100 + random.nextInt(9));
            default -> Filters.NONE;
        };
        return new Question(family, family.get(random.nextInt(family.size())), selected, preferences, filters);
    }

    private static String told(Detail.Outcome outcome) {
        return switch (outcome) {
            case Detail.Outcome.NotFound notFound -> "not found";
            case Detail.Outcome.FilteredOut out -> "filtered out";
            case Detail.Outcome.Shown shown ->
                told(
                        shown.found().product().id(),
                        shown.selected(),
                        shown.found().offers().stream().map(OfferDocument::id),
                        shown.found().lowest(),
                        shown.found().highest());
        };
    }

    private static String told(
            ProductId product, List<Listing.Named> selected, Stream<ListingId> offers, Money lowest, Money highest) {
        return product.value()
                + " " + new HashSet<>(selected)
                + " " + offers.map(ListingId::value).toList()
                + " " + lowest.amount() + ".." + highest.amount();
    }

    /// The contract's words, tried on every listing.
    private static String byTheBook(Question question) {
        List<Offer> family = question.family().stream()
                .flatMap(it -> it.offers().stream())
                .sorted(Comparator.comparing(Offer::id))
                .toList();
        List<Listing.Named> selected = relaxed(question, family);
        if (selected.isEmpty()) {
            List<Offer> featured = shown(question.asked().offers(), question.filters());
            selected = (featured.isEmpty() ? question.asked().offers() : featured)
                    .getFirst()
                    .listing()
                    .options();
        }
        List<Listing.Named> effective = selected;
        Product holder = holder(question, effective);
        List<Offer> matching =
                holder.offers().stream().filter(it -> has(it, effective)).toList();
        List<Offer> shown = shown(matching, question.filters());
        if (shown.isEmpty()) {
            return "filtered out";
        }
        Set<Offer> priced = new HashSet<>(shown(holder.offers(), question.filters()));
        priced.addAll(shown);
        List<Money> prices = priced.stream()
                .map(Offer::price)
                .sorted(Comparator.comparingLong(Money::amount))
                .toList();
        return told(holder.id(), effective, shown.stream().map(Offer::id), prices.getFirst(), prices.getLast());
    }

    private static List<Listing.Named> relaxed(Question question, List<Offer> family) {
        List<Listing.Named> left = new ArrayList<>();
        for (Listing.Named wanted : question.selected()) {
            family.stream()
                    .flatMap(it -> it.listing().options().stream())
                    .filter(it -> it.name().equalsIgnoreCase(wanted.name())
                            && it.value().equals(wanted.value()))
                    .findFirst()
                    .ifPresent(left::add);
        }
        while (!left.isEmpty() && family.stream().noneMatch(it -> has(it, left))) {
            Optional<Listing.Named> preferred = IntStream.rangeClosed(
                            1, question.preferences().size())
                    .mapToObj(i ->
                            question.preferences().get(question.preferences().size() - i))
                    .flatMap(name -> left.stream().filter(it -> it.name().equals(name)))
                    .findFirst();
            left.remove(preferred.orElse(left.getLast()));
        }
        return left;
    }

    /// The product asked for if it has the selection; else the sibling whose offer is shown, one in stock first; else
    /// any that has it.
    private static Product holder(Question question, List<Listing.Named> selected) {
        if (question.asked().offers().stream().anyMatch(it -> has(it, selected))) {
            return question.asked();
        }
        List<Offer> having = question.family().stream()
                .flatMap(it -> it.offers().stream())
                .filter(it -> has(it, selected))
                .sorted(Comparator.comparing(Offer::id))
                .toList();
        if (having.isEmpty()) {
            return question.asked();
        }
        Offer best = having.stream()
                .filter(it -> !shown(List.of(it), question.filters()).isEmpty())
                .min(Comparator.comparing(it -> !it.availability().canBeOrdered()))
                .orElse(having.getFirst());
        return question.family().stream()
                .filter(it -> it.offers().contains(best))
                .findFirst()
                .orElseThrow();
    }

    /// Those that pass the filters, in stock first, then the cheapest; the default availability empties nothing.
    private static List<Offer> shown(List<Offer> offers, Filters filters) {
        List<Offer> passing = offers.stream()
                .filter(it -> it.price().amount() >= filters.minPrice().orElse(0)
                        && it.price().amount() <= filters.maxPrice().orElse(Long.MAX_VALUE))
                .filter(it ->
                        !filters.available().orElse(false) || it.availability().canBeOrdered())
                .sorted(Comparator.comparing((Offer it) -> !it.availability().canBeOrdered())
                        .thenComparingLong(it -> it.price().amount())
                        .thenComparing(Offer::id))
                .collect(Collectors.toList());
        List<Offer> inStock =
                passing.stream().filter(it -> it.availability().canBeOrdered()).toList();
        return filters.available().isPresent() || inStock.isEmpty() ? passing : inStock;
    }

    private static boolean has(Offer offer, List<Listing.Named> selected) {
        return new HashSet<>(offer.listing().options()).containsAll(selected);
    }
}
