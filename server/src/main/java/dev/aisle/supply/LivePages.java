package dev.aisle.supply;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.supply.crawl.Visit;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The path of a store page that a caller names and the catalog has never seen: it is asked for now, with the
/// crawl's manners and within limits, and what it shows enters like any listing. The answer then comes from the
/// graph.
public final class LivePages implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LivePages.class);

    /// Pages of one question that are asked for; the others wait for their own.
    private static final int MOST_PAGES = 5;

    private static final int MOST_AT_ONCE = 8;
    private static final int MOST_A_MINUTE = 120;

    /// A caller waits no longer; the page is read on all the same, and the next question finds it.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    /// So long the same page is not asked for again on a caller's word.
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final int MOST_REMEMBERED = 10_000;
    private static final MerchantId NOBODY = new MerchantId("0000");

    private final Visitor visitor;
    private final Merchants merchants;
    private final Listings listings;
    private final Collection<String> allowed;
    private final Runnable onKept;
    private final Minute minute;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Cache<UrlKey, CompletableFuture<Read>> tried;
    private final ExecutorService readers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("live-page-", 0).factory());

    /// Asks a storefront for a page: the crawler.
    @FunctionalInterface
    public interface Visitor {
        Visit visit(Merchant site, URI url, Function<List<String>, Optional<Merchant>> keeper)
                throws InterruptedException;
    }

    /// What came of a page.
    public sealed interface Read {

        /// Its listings are kept, under this address or the one that the page says is its own; the index shows them in
        /// a moment.
        record Kept(List<ListingId> listings) implements Read {}

        /// What it shows was known by another address.
        record Known(List<ListingId> listings) implements Read {}

        /// It is no product page, or not to be had by anybody.
        record NoProduct(String reason) implements Read {}

        /// It could not be read now.
        record Failed(String reason) implements Read {}

        /// It takes too long, or too many are asked for at once.
        record Late() implements Read {}
    }

    /// @param allowed the development allowlist, whose domains keep their ports
    /// @param onKept called when listings were kept
    public LivePages(
            Visitor visitor,
            Merchants merchants,
            Listings listings,
            Collection<String> allowed,
            Runnable onKept,
            InstantSource time) {
        this.visitor = visitor;
        this.merchants = merchants;
        this.listings = listings;
        this.allowed = List.copyOf(allowed);
        this.onKept = onKept;
        this.minute = new Minute(time);
        this.tried = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(MOST_REMEMBERED)
                .build();
    }

    /// Asks for the first few of the pages at once, and waits for them.
    public Map<URI, Read> read(Collection<URI> urls) {
        Map<URI, CompletableFuture<Read>> asked = new LinkedHashMap<>();
        urls.stream().distinct().limit(MOST_PAGES).forEach(url -> asked.put(url, begin(url)));
        long until = System.nanoTime() + LONGEST_WAIT.toNanos();
        Map<URI, Read> read = new HashMap<>();
        asked.forEach((url, future) -> read.put(url, await(future, until)));
        urls.forEach(url -> read.putIfAbsent(url, new Read.Late()));
        return read;
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }

    private CompletableFuture<Read> begin(URI url) {
        UrlKey key = UrlKey.of(url);
        CompletableFuture<Read> before = tried.getIfPresent(key);
        if (before != null) {
            return before;
        }
        Optional<Merchant> site = site(url);
        if (site.isEmpty()) {
            return CompletableFuture.completedFuture(new Read.NoProduct("It is not the address of a public store."));
        }
        if (!minute.take() || !places.tryAcquire()) {
            return CompletableFuture.completedFuture(new Read.Late());
        }
        CompletableFuture<Read> read = new CompletableFuture<>();
        tried.put(key, read);
        readers.execute(() -> {
            try {
                read.complete(visit(site.get(), url));
            } catch (InterruptedException stopped) {
                read.complete(new Read.Failed("The server is stopping."));
            } catch (RuntimeException failed) {
                LOG.error("live page failed url={}", url, failed);
                read.complete(new Read.Failed("Reading the page failed."));
            } finally {
                places.release();
            }
        });
        return read;
    }

    private Read visit(Merchant site, URI url) throws InterruptedException {
        List<String> shown = new ArrayList<>();
        Visit visit = visitor.visit(site, url, items -> {
            shown.addAll(items);
            return isNew(site, items) ? stored(url) : Optional.empty();
        });
        LOG.info("live page url={} came={}", url, visit);
        return switch (visit) {
            case Visit.Kept kept -> {
                onKept.run();
                yield new Read.Kept(listings(url, shown));
            }
            case Visit.NoProduct none -> new Read.NoProduct("The page shows no product.");
            case Visit.NotHad notHad when notHad.worthAskingAgain() -> new Read.Failed(notHad.reason());
            case Visit.NotHad notHad -> {
                List<ListingId> known = listings(url, shown);
                yield known.isEmpty() ? new Read.NoProduct(notHad.reason()) : new Read.Known(known);
            }
        };
    }

    /// The listings of what a page shows, and of the other choices on the same pages.
    private List<ListingId> listings(URI url, List<String> shown) {
        Optional<MerchantId> merchant =
                domain(url).flatMap(it -> merchants.findByDomain(it.value())).map(Merchant::id);
        if (merchant.isEmpty() || shown.isEmpty()) {
            return List.of();
        }
        List<ListingId> exact = listings.idsOf(merchant.get(), shown);
        return exact.isEmpty()
                ? listings.idsOf(
                        merchant.get(),
                        shown.stream()
                                .map(LivePages::page)
                                .distinct()
                                .flatMap(it -> listings.itemsOn(merchant.get(), new UrlKey(it)).stream())
                                .toList())
                : exact;
    }

    private static Read await(CompletableFuture<Read> read, long until) {
        try {
            return read.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return new Read.Late();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Read.Late();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// The merchant at the page's domain, or one of nobody's where none is known yet.
    private Optional<Merchant> site(URI url) {
        return domain(url)
                .map(domain -> merchants
                        .findByDomain(domain.value())
                        .orElseGet(() -> new Merchant(NOBODY, domain.value(), domain.scheme(), Optional.empty())));
    }

    /// Whether none of the pages shown is known, or all that they show is: a page that the crawl has read in other
    /// parts, such as a platform's variants, would come in twice.
    private boolean isNew(Merchant site, List<String> items) {
        return items.stream().map(LivePages::page).distinct().allMatch(page -> {
            List<String> known = listings.itemsOn(site.id(), new UrlKey(page));
            return known.isEmpty()
                    || known.containsAll(items.stream()
                            .filter(item -> page(item).equals(page))
                            .toList());
        });
    }

    private static String page(String item) {
        int choice = item.indexOf('#');
        return choice < 0 ? item : item.substring(0, choice);
    }

    private Optional<Merchant> stored(URI url) {
        return domain(url)
                .map(domain -> merchants.findOrAdd(domain, Optional.empty()).merchant());
    }

    private Optional<Domain> domain(URI url) {
        return switch (Domain.parse(String.valueOf(url.getRawAuthority()), allowed)) {
            case Domain.Parsed.Good good -> Optional.of(good.domain());
            case Domain.Parsed.Refused refused -> Optional.empty();
        };
    }

    /// How many pages may still be asked for in the running minute.
    private static final class Minute {

        private final InstantSource time;
        private long running;
        private int taken;

        Minute(InstantSource time) {
            this.time = time;
        }

        synchronized boolean take() {
            long now = TimeUnit.MILLISECONDS.toMinutes(time.millis());
            if (now != running) {
                running = now;
                taken = 0;
            }
            taken++;
            return taken <= MOST_A_MINUTE;
        }
    }
}
