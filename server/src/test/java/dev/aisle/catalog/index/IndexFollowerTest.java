package dev.aisle.catalog.index;

import static dev.aisle.catalog.index.Goods.offerId;
import static dev.aisle.catalog.index.Goods.product;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.ChangeLog;
import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.catalog.index.lucene.LuceneIndex;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The log is a real one; the graph is a map.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexFollowerTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private Database database;
    private ChangeLog changes;
    private final Map<ProductId, Product> graph = new ConcurrentHashMap<>();
    private ProductIndex index;
    private IndexFollower follower;

    @BeforeAll
    void openDatabase() {
        database = TestDatabase.fresh();
        changes = new ChangeLog(database.db(), "product_changes");
    }

    @AfterAll
    void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void open() {
        database.db().execute("delete from product_changes");
        graph.clear();
        reopen(folder.resolve("index-" + System.nanoTime()));
    }

    @AfterEach
    void close() {
        follower.close();
        index.close();
    }

    @Test
    void whatChangedIsIndexedAsItIsNow() {
        change(product("0000001", "Lamp").soldBy("shoA", 1, 10).product());
        change(product("0000001", "Brass lamp").soldBy("shoA", 1, 20).product());

        follower.catchUp();

        assertThat(held()).containsExactly(Map.entry("0000001", 20L));
    }

    @Test
    void aProductWithoutOffersGoes() {
        change(product("0000001", "Lamp").soldBy("shoA", 1, 10).product());
        follower.catchUp();
        vanish("0000001");

        follower.catchUp();

        assertThat(held()).isEmpty();
    }

    @Test
    void aMergedProductGoesAndItsOffersAreFoundInTheOther() {
        change(product("0000001", "Lamp").soldBy("shoA", 1, 10).product());
        change(product("0000002", "Lamp").soldBy("shoB", 2, 12).product());
        follower.catchUp();

        graph.remove(new ProductId("0000002"));
        graph.put(
                new ProductId("0000001"),
                product("0000001", "Lamp")
                        .soldBy("shoA", 1, 10)
                        .and()
                        .soldBy("shoB", 2, 12)
                        .product());
        changes.append(List.of("0000002", "0000001"));
        follower.catchUp();

        try (ProductIndex.View view = index.view()) {
            assertThat(view.product(new ProductId("0000002"))).isEmpty();
            assertThat(view.offer(offerId(2)).orElseThrow().id()).isEqualTo(new ProductId("0000001"));
        }
    }

    @Test
    void aStartedFollowerShowsAChangeSoonAfterItsCommit() throws InterruptedException {
        follower.start();

        change(product("0000001", "Lamp").soldBy("shoA", 1, 10).product());
        follower.wake();
        awaitHeld(Map.of("0000001", 10L));
        change(product("0000001", "Lamp").soldBy("shoA", 1, 11).product());
        awaitHeld(Map.of("0000001", 11L));
    }

    @Test
    void theFirstOfABacklogShowBeforeItsLast() {
        AtomicLong clock = new AtomicLong();
        List<Boolean> firstIsShown = new ArrayList<>();
        change(IntStream.range(0, 4_000)
                .mapToObj(n ->
                        product(id(n).value(), "Lamp").soldBy("shoA", n, 10).product())
                .toArray(Product[]::new));
        IndexFollower slow = new IndexFollower(
                index,
                changes,
                ids -> {
                    clock.addAndGet(Duration.ofMillis(600).toNanos());
                    try (ProductIndex.View view = index.view()) {
                        firstIsShown.add(view.product(id(0)).isPresent());
                    }
                    return byIds(ids);
                },
                new PlainRenderer(),
                clock::get);

        slow.catchUp();

        assertThat(firstIsShown).containsExactly(false, false, true, true);
    }

    @Test
    void aFollowerGoesOnFromWhatItKept() {
        Path place = folder.resolve("kept");
        close();
        reopen(place);
        change(product("0000001", "Lamp").soldBy("shoA", 1, 10).product());
        follower.catchUp();
        close();
        database.db().execute("delete from product_changes");
        change(product("0000002", "Table").soldBy("shoA", 2, 20).product());

        reopen(place);
        follower.catchUp();

        assertThat(held()).containsOnlyKeys("0000001", "0000002");
    }

    @Test
    void whatAKillTookIsReadAgain() {
        Path place = folder.resolve("killed");
        close();
        reopen(place);
        change(product("0000001", "Lamp").soldBy("shoA", 1, 10).product());
        follower.catchUp();
        index.close();

        reopen(place);
        assertThat(held()).isEmpty();
        follower.catchUp();

        assertThat(held()).containsOnlyKeys("0000001");
    }

    @Test
    void anIndexThatIsGoneIsFilledAgainFromTheGraph() {
        IntStream.range(0, 2_500)
                .forEach(i -> graph.put(
                        id(i),
                        product(id(i).value(), "Lamp").soldBy("shoA", i, i).product()));
        changes.append(graph.keySet().stream().map(ProductId::value).toList());
        follower.catchUp();
        close();

        reopen(folder.resolve("anew"));
        follower.catchUp();

        assertThat(held()).hasSize(50);
        try (ProductIndex.View view = index.view()) {
            assertThat(view.size()).isEqualTo(2_500);
        }
    }

    @Test
    void twoFollowersAtDifferentPlacesEndEqual() {
        long seed = 7;
        Random random = new Random(seed);
        Path other = folder.resolve("other");
        for (int round = 0; round < 40; round++) {
            int number = random.nextInt(12);
            if (random.nextInt(3) == 0) {
                vanish(id(number).value());
            } else {
                change(product(id(number).value(), "Lamp " + round)
                        .soldBy("shoA", number, random.nextInt(100))
                        .product());
            }
            if (random.nextInt(4) == 0) {
                follower.catchUp();
            }
        }
        follower.catchUp();
        Map<String, Long> first = held();
        close();

        reopen(other);
        follower.catchUp();

        assertThat(held()).as("seed " + seed).isEqualTo(first).hasSameSizeAs(graph.keySet());
    }

    private static ProductId id(int number) {
        return new ProductId("%07d".formatted(number));
    }

    private void reopen(Path place) {
        index = LuceneIndex.open(place, List::of);
        follower = new IndexFollower(index, changes, this::byIds, new PlainRenderer());
    }

    private List<Product> byIds(Collection<ProductId> ids) {
        return ids.stream().filter(graph::containsKey).map(graph::get).toList();
    }

    private void change(Product... products) {
        Arrays.stream(products).forEach(it -> graph.put(it.id(), it));
        changes.append(Arrays.stream(products).map(it -> it.id().value()).toList());
    }

    private void vanish(String id) {
        graph.remove(new ProductId(id));
        changes.append(List.of(id));
    }

    /// The price of each product that a search finds.
    private Map<String, Long> held() {
        Map<String, Long> held = new TreeMap<>();
        try (ProductIndex.View view = index.view()) {
            view.search(new ProductIndex.Wanted(
                            Optional.empty(), Narrowing.NONE, "USD", Optional.empty(), Set.of(), 50))
                    .products()
                    .forEach(it -> held.put(it.id().value(), it.facts().amount(0)));
        }
        return held;
    }

    private void awaitHeld(Map<String, Long> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!held().equals(wanted) && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        assertThat(held()).isEqualTo(wanted);
    }
}
