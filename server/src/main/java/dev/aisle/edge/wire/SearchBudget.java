package dev.aisle.edge.wire;

import dev.aisle.catalog.answer.Found;
import dev.aisle.catalog.index.ProductDocument.OfferDocument;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.merchant.MerchantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/// Keeps a page of search results short enough for a model to read: a page of ten stays under 4,000 tokens of four
/// characters. Every product keeps its featured offer; further offers, other stores first, share what room is left,
/// and `metadata.offers_total` tells that there are more.
final class SearchBudget {

    private static final int BYTES_PER_PRODUCT = 1_550;
    private static final int LEAST_PRODUCTS = 10;
    private static final int ENVELOPE = 600;
    private static final int PRODUCT_OVERHEAD = 180;
    private static final int OFFER_OVERHEAD = 70;

    private SearchBudget() {}

    static List<List<OfferDocument>> narrow(List<Found> products, ToIntFunction<OfferDocument> offerSize) {
        int room = BYTES_PER_PRODUCT * Math.max(LEAST_PRODUCTS, products.size()) - ENVELOPE;
        List<Narrowing> all = products.stream().map(Narrowing::new).toList();
        for (Narrowing product : all) {
            room -= TwoForms.briefSize(product.found.product().head()) + PRODUCT_OVERHEAD;
            room -= product.takeNext(offerSize);
        }
        boolean tookOne = true;
        while (tookOne) {
            tookOne = false;
            for (Narrowing product : all) {
                if (product.hasNext() && product.nextSize(offerSize) <= room) {
                    room -= product.takeNext(offerSize);
                    tookOne = true;
                }
            }
        }
        return all.stream().map(Narrowing::result).toList();
    }

    /// One product on its way to fewer offers.
    private static final class Narrowing {

        private final Found found;
        private final List<OfferDocument> waiting;
        private final Set<ListingId> taken = new HashSet<>();

        Narrowing(Found found) {
            this.found = found;
            this.waiting = new ArrayList<>(found.offers());
            Set<MerchantId> seen = new HashSet<>();
            Set<ListingId> firsts = new HashSet<>();
            found.offers().stream()
                    .filter(it -> seen.add(it.merchant()))
                    .map(OfferDocument::id)
                    .forEach(firsts::add);
            waiting.sort(Comparator.comparing(offer -> !firsts.contains(offer.id())));
        }

        boolean hasNext() {
            return !waiting.isEmpty();
        }

        int nextSize(ToIntFunction<OfferDocument> offerSize) {
            return offerSize.applyAsInt(waiting.getFirst()) + OFFER_OVERHEAD;
        }

        int takeNext(ToIntFunction<OfferDocument> offerSize) {
            int size = nextSize(offerSize);
            taken.add(waiting.removeFirst().id());
            return size;
        }

        List<OfferDocument> result() {
            return found.offers().stream().filter(it -> taken.contains(it.id())).toList();
        }
    }
}
