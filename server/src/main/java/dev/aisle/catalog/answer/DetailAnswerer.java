package dev.aisle.catalog.answer;

import dev.aisle.base.money.Rates;
import dev.aisle.catalog.index.PackedProduct;
import dev.aisle.catalog.index.ProductIndex;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Answers for one product in full: its family's options, the selection, and the offers that match it (UCP, catalog
/// lookup, Get Product).
public final class DetailAnswerer {

    /// One listing of the family.
    private record Seat(PackedProduct product, int offer, ListingId id) {

        boolean isOf(PackedProduct other) {
            return product.id().equals(other.id());
        }
    }

    private final Narrowings narrowings;
    private final Rates rates;
    private final Resolver resolver;

    public DetailAnswerer(Narrowings narrowings, Rates rates, Redirects redirects) {
        this.narrowings = narrowings;
        this.rates = rates;
        this.resolver = new Resolver(redirects);
    }

    public Detail.Outcome answer(Detail detail, ProductIndex.View view) {
        Optional<Resolver.Resolved> resolved = resolver.resolve(detail.input(), view);
        if (resolved.isEmpty()) {
            return new Detail.Outcome.NotFound();
        }
        PackedProduct asked = resolved.get().product();
        List<Integer> named = resolved.get().exact();
        Passing passing = new Passing(detail.filters(), detail.context(), narrowings, rates, view);
        List<Seat> seats = seats(asked, view);
        Selection selection =
                new Selection(seats.stream().map(DetailAnswerer::choice).toList());

        List<Listing.Named> selected = named.isEmpty()
                ? selection.relax(detail.selected(), detail.preferences())
                : selection.spelled(asked.options(named.getFirst()));
        if (selected.isEmpty() && named.isEmpty()) {
            selected = selection.spelled(asked.options(featured(asked, passing)));
        }
        PackedProduct product = holder(selected, selection, seats, asked, passing);
        List<Integer> all = all(product);
        List<Integer> matching = new ArrayList<>();
        for (int i = 0; i < seats.size(); i++) {
            if (seats.get(i).isOf(product) && selection.matches(i, selected)) {
                matching.add(seats.get(i).offer);
            }
        }
        List<Integer> shown = passing.of(product, matching, named);
        if (shown.isEmpty()) {
            return new Detail.Outcome.FilteredOut(passing.why());
        }
        List<Integer> priced = new ArrayList<>(passing.of(product, all, named));
        shown.stream().filter(offer -> !priced.contains(offer)).forEach(priced::add);
        return new Detail.Outcome.Shown(Shown.of(product, priced, shown), selection.options(selected), selected);
    }

    /// The listings of the family, in the order in which they were first seen: the shops' own order of their choices.
    private static List<Seat> seats(PackedProduct asked, ProductIndex.View view) {
        List<PackedProduct> family = new ArrayList<>(view.family(asked.family()));
        if (family.stream().noneMatch(it -> it.id().equals(asked.id()))) {
            family.add(asked);
        }
        List<Seat> seats = new ArrayList<>();
        for (PackedProduct product : family) {
            for (int offer : all(product)) {
                seats.add(new Seat(product, offer, product.offerId(offer)));
            }
        }
        seats.sort(Comparator.comparing(Seat::id));
        return seats;
    }

    private static Selection.Choice choice(Seat seat) {
        return new Selection.Choice(
                seat.product.id(),
                seat.product.options(seat.offer),
                seat.product.facts().availability(seat.offer).canBeOrdered());
    }

    /// The offer that speaks for a product when nothing was selected.
    private static int featured(PackedProduct product, Passing passing) {
        List<Integer> offers = passing.of(product, all(product), List.of());
        return offers.isEmpty() ? 0 : offers.getFirst();
    }

    /// The product that the selection belongs to: the one asked for if it has it, else the sibling with an offer that
    /// passes, else any that has it.
    private static PackedProduct holder(
            List<Listing.Named> selected, Selection selection, List<Seat> seats, PackedProduct asked, Passing passing) {
        List<Seat> having = IntStream.range(0, seats.size())
                .filter(i -> selection.matches(i, selected))
                .mapToObj(seats::get)
                .toList();
        if (having.isEmpty() || having.stream().anyMatch(seat -> seat.isOf(asked))) {
            return asked;
        }
        return having.stream()
                .filter(seat -> !passing.of(seat.product, List.of(seat.offer), List.of())
                        .isEmpty())
                .sorted(Comparator.comparing(
                        seat -> !seat.product.facts().availability(seat.offer).canBeOrdered()))
                .findFirst()
                .orElse(having.getFirst())
                .product();
    }

    private static List<Integer> all(PackedProduct product) {
        return IntStream.range(0, product.facts().count()).boxed().toList();
    }
}
