package dev.aisle.edge;

import dev.aisle.base.money.Money;
import dev.aisle.catalog.answer.BadCursor;
import dev.aisle.catalog.answer.Detail;
import dev.aisle.catalog.answer.Filters;
import dev.aisle.catalog.answer.Found;
import dev.aisle.catalog.answer.Lookup;
import dev.aisle.catalog.answer.Search;
import dev.aisle.catalog.answer.SearchAnswer;
import dev.aisle.catalog.index.ProductDocument;
import dev.aisle.catalog.index.ProductDocument.OfferDocument;
import dev.aisle.edge.catalogapi.Answers;
import dev.aisle.edge.wire.UcpRenderer;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A catalog in a list, as plain as can be, for tests of what stands before the real one.
public final class SampleCatalog implements Answers {

    private final List<Product> products;
    private final UcpRenderer renderer = new UcpRenderer();

    public SampleCatalog(List<Product> products) {
        this.products = products;
    }

    @Override
    public SearchAnswer search(Search search) {
        String text = search.query().orElse("*").toLowerCase(Locale.ROOT);
        List<Found> hits = products.stream()
                .filter(it -> text.equals("*")
                        || List.of(text.split(" +")).stream()
                                .allMatch(it.title().toLowerCase(Locale.ROOT)::contains))
                .flatMap(it -> found(it, search.filters(), Optional.empty()).stream())
                .toList();
        String mine = Integer.toHexString(text.hashCode());
        int from = search.cursor().map(cursor -> place(cursor, mine)).orElse(0);
        int to = Math.min(hits.size(), from + search.limit());
        return new SearchAnswer(
                hits.subList(from, to), to < hits.size() ? Optional.of(mine + "-" + to) : Optional.empty(), List.of());
    }

    @Override
    public Lookup.Answer lookup(Lookup lookup) {
        Map<Lookup.Input, Lookup.Outcome> outcomes = new LinkedHashMap<>();
        Map<Product, Set<ListingId>> exact = new LinkedHashMap<>();
        for (Lookup.Input input : lookup.inputs()) {
            Optional<Product> product = resolve(input);
            if (product.isEmpty()) {
                outcomes.put(input, new Lookup.Outcome.NotFound());
            } else if (found(product.get(), lookup.filters(), Optional.empty()).isEmpty()) {
                outcomes.put(input, new Lookup.Outcome.FilteredOut(product.get().id()));
            } else {
                Set<ListingId> named = named(input, product.get());
                exact.computeIfAbsent(product.get(), it -> new LinkedHashSet<>())
                        .addAll(named);
                outcomes.put(input, new Lookup.Outcome.Resolved(product.get().id(), named));
            }
        }
        List<Found> shown = new ArrayList<>();
        exact.forEach((product, named) ->
                found(product, lookup.filters(), named.stream().findFirst()).ifPresent(shown::add));
        return new Lookup.Answer(outcomes, shown);
    }

    @Override
    public Detail.Outcome detail(Detail detail) {
        Optional<Product> product = resolve(detail.input());
        if (product.isEmpty()) {
            return new Detail.Outcome.NotFound();
        }
        Optional<Found> found = found(product.get(), detail.filters(), Optional.empty());
        if (found.isEmpty()) {
            return new Detail.Outcome.FilteredOut("No offer passes the filters sent; drop or widen one.");
        }
        List<Listing.Named> selected = detail.selected().stream()
                .filter(wanted -> product.get().offers().stream()
                        .anyMatch(it -> it.listing().options().contains(wanted)))
                .toList();
        List<Detail.Option.Value> sizes = product.get().offers().stream()
                .flatMap(it -> it.listing().options().stream())
                .map(Listing.Named::value)
                .distinct()
                .map(size -> new Detail.Option.Value(size, true, size.equals("8"), Optional.empty()))
                .toList();
        return new Detail.Outcome.Shown(
                found.get(), sizes.isEmpty() ? List.of() : List.of(new Detail.Option("Size", sizes)), selected);
    }

    private Optional<Product> resolve(Lookup.Input input) {
        return switch (input) {
            case Lookup.Input.OfProduct it ->
                products.stream().filter(p -> p.id().equals(it.product())).findFirst();
            case Lookup.Input.OfOffer it -> holding(offer -> offer.id().equals(it.offer()));
            case Lookup.Input.OfPage it ->
                holding(offer -> UrlKey.of(offer.listing().url()).equals(UrlKey.of(it.url())));
        };
    }

    private Set<ListingId> named(Lookup.Input input, Product product) {
        return switch (input) {
            case Lookup.Input.OfProduct ignored -> Set.of();
            case Lookup.Input.OfOffer it -> Set.of(it.offer());
            case Lookup.Input.OfPage it -> {
                Set<ListingId> listed = new LinkedHashSet<>();
                product.offers().stream()
                        .filter(offer -> UrlKey.of(offer.listing().url()).equals(UrlKey.of(it.url())))
                        .forEach(offer -> listed.add(offer.id()));
                yield listed;
            }
        };
    }

    private Optional<Product> holding(java.util.function.Predicate<Offer> offer) {
        return products.stream()
                .filter(product -> product.offers().stream().anyMatch(offer))
                .findFirst();
    }

    private Optional<Found> found(Product product, Filters filters, Optional<ListingId> first) {
        List<Offer> offers = product.offers().stream()
                .filter(it -> passes(product, it, filters))
                .sorted(Comparator.comparing(
                                (Offer it) -> first.filter(it.id()::equals).isEmpty())
                        .thenComparingLong(it -> it.price().amount()))
                .toList();
        if (offers.isEmpty()) {
            return Optional.empty();
        }
        List<Money> prices = offers.stream()
                .map(Offer::price)
                .sorted(Comparator.comparingLong(Money::amount))
                .toList();
        ProductDocument document = new ProductDocument(
                product.id(),
                product.family(),
                renderer.head(product),
                offers.stream().map(it -> document(product, it)).toList());
        return Optional.of(new Found(document, offers.size(), prices.getFirst(), prices.getLast()));
    }

    private OfferDocument document(Product product, Offer offer) {
        return new OfferDocument(
                offer.id(),
                offer.merchant().id(),
                offer.price().amount(),
                offer.price().currency(),
                offer.compareAt().isPresent(),
                Optional.empty(),
                offer.availability(),
                offer.condition(),
                0,
                offer.listing().options(),
                renderer.body(product, offer));
    }

    private static boolean passes(Product product, Offer offer, Filters filters) {
        return (!filters.onlyAvailable() || offer.availability().canBeOrdered())
                && filters.merchants().stream()
                        .allMatch(it -> it.contains(offer.merchant().id()))
                && !filters.excludeMerchants().contains(offer.merchant().id())
                && filters.categories().stream()
                        .allMatch(it -> product.category().stream().anyMatch(it::contains))
                && product.category().stream().noneMatch(filters.excludeCategories()::contains)
                && filters.brands().stream().allMatch(it -> it.contains("Ridge"))
                && (filters.conditions().isEmpty() || filters.conditions().contains(offer.condition()))
                && atLeast(offer.price().amount(), filters.minPrice())
                && atLeast(-offer.price().amount(), negated(filters.maxPrice()));
    }

    private static boolean atLeast(long amount, OptionalLong bound) {
        return bound.isEmpty() || amount >= bound.getAsLong();
    }

    private static OptionalLong negated(OptionalLong bound) {
        return bound.isEmpty() ? bound : OptionalLong.of(-bound.getAsLong());
    }

    private static int place(String cursor, String mine) {
        if (!cursor.startsWith(mine + "-")) {
            throw new BadCursor("The cursor belongs to another search.");
        }
        return Integer.parseInt(cursor.substring(mine.length() + 1));
    }
}
