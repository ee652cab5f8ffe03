package dev.aisle.catalog.answer;

import dev.aisle.catalog.index.OfferFacts;
import dev.aisle.catalog.index.PackedProduct;
import dev.aisle.catalog.index.ProductIndex;
import dev.aisle.market.listing.UrlKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Finds the product that an id, an offer or a store's page stands for.
final class Resolver {

    /// A product, and which of its offers the input names: none of them for a product id.
    record Resolved(PackedProduct product, List<Integer> exact) {}

    private final Redirects redirects;

    Resolver(Redirects redirects) {
        this.redirects = redirects;
    }

    Optional<Resolved> resolve(Lookup.Input input, ProductIndex.View view) {
        return switch (input) {
            case Lookup.Input.OfProduct wanted ->
                view.product(wanted.product())
                        .or(() -> redirects.follow(wanted.product()).flatMap(view::product))
                        .map(product -> new Resolved(product, List.of()));
            case Lookup.Input.OfOffer wanted ->
                view.offer(wanted.offer())
                        .map(product -> new Resolved(
                                product,
                                offers(product)
                                        .filter(offer -> product.offerId(offer).equals(wanted.offer()))
                                        .boxed()
                                        .toList()));
            case Lookup.Input.OfPage wanted -> page(UrlKey.of(wanted.url()), view);
        };
    }

    /// A page that offers siblings stands for the one that was listed first: what a shopper sees on opening it.
    private static Optional<Resolved> page(UrlKey key, ProductIndex.View view) {
        long hash = PackedProduct.pageHash(key);
        List<Resolved> found = new ArrayList<>();
        for (PackedProduct product : view.page(key)) {
            OfferFacts facts = product.facts();
            List<Integer> exact = offers(product)
                    .filter(offer -> facts.page(offer) == hash)
                    .boxed()
                    .toList();
            if (!exact.isEmpty()) {
                found.add(new Resolved(product, exact));
            }
        }
        return found.stream()
                .min(Comparator.comparing(it -> it.product().offerId(it.exact().getFirst())));
    }

    private static IntStream offers(PackedProduct product) {
        return IntStream.range(0, product.facts().count());
    }
}
