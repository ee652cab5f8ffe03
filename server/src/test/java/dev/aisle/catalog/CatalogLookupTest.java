package dev.aisle.catalog;

import static dev.aisle.catalog.Counter.offers;
import static dev.aisle.catalog.index.Goods.offerId;
import static dev.aisle.catalog.index.Goods.product;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.catalog.answer.Context;
import dev.aisle.catalog.answer.Filters;
import dev.aisle.catalog.answer.Lookup;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.product.ProductId;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogLookupTest {

    @TempDir
    private Path folder;

    private Counter counter;

    @BeforeEach
    void open() {
        counter = new Counter(folder);
        counter.hold(
                product("0000001", "Shirt")
                        .by("Acme")
                        .soldBy("shoA", 1, 3000)
                        .at("https://www.a.example/shirt?size=m")
                        .and()
                        .soldBy("shoB", 2, 2000)
                        .and()
                        .soldBy("shoC", 3, 1000)
                        .outOfStock()
                        .product(),
                product("0000002", "Table").soldBy("shoA", 4, 9000).product());
    }

    @AfterEach
    void close() {
        counter.close();
    }

    @Test
    void severalInputsForOneProductGiveItOnceWithAllItsOffersThatPass() {
        Lookup.Input byId = idOf("0000001");
        Lookup.Input byPage = page("http://a.example/shirt/?utm_source=x&size=m");
        Lookup.Input byOffer = offer(4);

        Lookup.Answer answer = look(Filters.NONE, byId, byPage, byOffer);

        assertThat(answer.outcomes())
                .containsEntry(byId, resolved("0000001"))
                .containsEntry(byPage, resolved("0000001", 1))
                .containsEntry(byOffer, resolved("0000002", 4));
        assertThat(answer.products()).hasSize(2);
        assertThat(offers(answer.products().getFirst())).containsExactly(offerId(1), offerId(2));
    }

    @Test
    void theFeaturedOfferComesFirstWhereNoneWasNamed() {
        assertThat(offers(look(Filters.NONE, idOf("0000001")).products().getFirst()))
                .containsExactly(offerId(2), offerId(1));
    }

    @Test
    void anOfferThatWasNamedIsShownEvenOutOfStock() {
        assertThat(offers(look(Filters.NONE, offer(3)).products().getFirst()))
                .containsExactly(offerId(3), offerId(2), offerId(1));
    }

    @Test
    void aFilterThatWasSentIsStrict() {
        assertThat(offers(look(Counter.availability(true), offer(3)).products().getFirst()))
                .containsExactly(offerId(2), offerId(1));
        assertThat(look(Counter.in(Condition.USED), offer(3)).outcomes())
                .containsEntry(offer(3), new Lookup.Outcome.FilteredOut(new ProductId("0000001")));
        assertThat(look(Counter.brands("other"), idOf("0000001")).products()).isEmpty();
        assertThat(look(Counter.brands("ACME"), idOf("0000001")).products()).hasSize(1);
        assertThat(offers(look(Counter.at("shoB"), idOf("0000001")).products().getFirst()))
                .containsExactly(offerId(2));
    }

    @Test
    void theDefaultNeverEmptiesAnAnswer() {
        counter.hold(
                product("0000003", "Chair").soldBy("shoA", 5, 10).outOfStock().product());

        assertThat(offers(look(Filters.NONE, idOf("0000003")).products().getFirst()))
                .containsExactly(offerId(5));
        assertThat(look(Counter.availability(true), idOf("0000003")).outcomes())
                .containsEntry(idOf("0000003"), new Lookup.Outcome.FilteredOut(new ProductId("0000003")));
    }

    @Test
    void aMergedIdLeadsToTheProductThatTookOver() {
        counter.merged.put(new ProductId("0000009"), new ProductId("0000002"));

        assertThat(look(Filters.NONE, idOf("0000009")).outcomes()).containsEntry(idOf("0000009"), resolved("0000002"));
    }

    @Test
    void whatNobodyKnowsIsNotFound() {
        Lookup.Answer answer = look(Filters.NONE, idOf("0000008"), offer(77), page("https://a.example/shirt?size=xl"));

        assertThat(answer.outcomes().values()).containsOnly(new Lookup.Outcome.NotFound());
        assertThat(answer.products()).isEmpty();
    }

    @Test
    void aPageThatShowsSeveralListingsNamesThemAll() {
        counter.hold(product("0000005", "Mug")
                .soldBy("shoA", 6, 10)
                .at("https://a.example/mug")
                .and()
                .soldBy("shoA", 7, 12)
                .at("https://a.example/mug")
                .and()
                .soldBy("shoB", 8, 5)
                .product());

        Lookup.Answer answer = look(Filters.NONE, page("https://a.example/mug"));

        assertThat(answer.outcomes()).containsEntry(page("https://a.example/mug"), resolved("0000005", 6, 7));
        assertThat(offers(answer.products().getFirst())).containsExactly(offerId(6), offerId(7), offerId(8));
    }

    private Lookup.Answer look(Filters filters, Lookup.Input... inputs) {
        return counter.catalog.lookup(new Lookup(List.of(inputs), filters, Context.DEFAULT));
    }

    private static Lookup.Outcome resolved(String product, int... exact) {
        return new Lookup.Outcome.Resolved(
                new ProductId(product),
                Set.copyOf(java.util.Arrays.stream(exact)
                        .mapToObj(dev.aisle.catalog.index.Goods::offerId)
                        .toList()));
    }

    private static Lookup.Input idOf(String product) {
        return new Lookup.Input.OfProduct(product, new ProductId(product));
    }

    private static Lookup.Input offer(int number) {
        return new Lookup.Input.OfOffer("offer " + number, offerId(number));
    }

    private static Lookup.Input page(String url) {
        return new Lookup.Input.OfPage(url, URI.create(url));
    }
}
