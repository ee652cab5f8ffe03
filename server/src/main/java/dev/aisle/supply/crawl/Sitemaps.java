package dev.aisle.supply.crawl;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.SiteMapURL;
import crawlercommons.sitemaps.UnknownFormatException;
import dev.aisle.base.http.Body;
import dev.aisle.base.http.BodyKind;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Reads the sitemaps of a storefront: those its robots.txt names, on whichever host
/// ([SitemapHosts]), else `/sitemap.xml`; indexes too (sitemaps.org).
final class Sitemaps {

    /// What came of reading them all.
    ///
    /// @param files read to the end
    /// @param complete whether every sitemap was read, so that what is not listed is known to be unlisted
    /// @param silentUntil where the host asked for silence
    record Walk(int files, int listed, boolean complete, List<String> problems, Optional<Instant> silentUntil) {}

    private record Pending(URI url, int nesting) {}

    static final int DEEPEST_NESTING = 3;
    static final int MOST_FILES = 500;
    static final int MOST_LISTED = 100_000;

    /// Where sitemaps are that nobody names, or that only elsewhere are named.
    private static final List<String> USUAL_NAMES = List.of("/sitemap.xml", "/sitemap_index.xml");

    private static final int MOST_PROBLEMS = 20;
    private static final int MOST_ATTEMPTS = 3;
    private static final int BATCH = 2_000;

    /// A sitemap may be 50 MB: so many of them are in memory at once.
    private static final Semaphore MEMORY = new Semaphore(3);

    private final PageFetcher fetcher;

    Sitemaps(PageFetcher fetcher) {
        this.fetcher = fetcher;
    }

    /// Reads all sitemaps, those of the usual names where no other can be read, and hands over what they list on the
    /// site, in batches.
    Walk walk(Site site, URI origin, RobotsRules robots, Consumer<List<Pages.Listed>> take)
            throws InterruptedException {
        List<URI> named = robots.sitemaps().stream()
                .flatMap(it -> resolve(origin, it).stream())
                .toList();
        Reading reading = new Reading(SitemapHosts.of(site, named), take);
        named.forEach(url -> reading.add(url, 0));
        reading.readAll();
        for (String name : USUAL_NAMES) {
            if (reading.files == 0 && reading.silentUntil.isEmpty()) {
                reading.optional = true;
                reading.add(origin.resolve(name), 0);
                reading.readAll();
            }
        }
        return reading.end();
    }

    private final class Reading {

        private final SitemapHosts hosts;
        private final Consumer<List<Pages.Listed>> take;
        private final Queue<Pending> pending = new ArrayDeque<>();
        private final Set<URI> known = new HashSet<>();
        private final List<String> problems = new ArrayList<>();
        private boolean optional;
        private boolean complete = true;
        private int files;
        private int listed;
        private Optional<Instant> silentUntil = Optional.empty();

        Reading(SitemapHosts hosts, Consumer<List<Pages.Listed>> take) {
            this.hosts = hosts;
            this.take = take;
        }

        void add(URI url, int nesting) {
            if (nesting > DEEPEST_NESTING) {
                fail(url, "it lies deeper than " + DEEPEST_NESTING + " indexes");
            } else if (known.size() >= MOST_FILES) {
                fail(url, "there are more than " + MOST_FILES + " sitemaps");
            } else if (known.add(url)) {
                pending.add(new Pending(url, nesting));
            }
        }

        void readAll() throws InterruptedException {
            while (!pending.isEmpty() && silentUntil.isEmpty()) {
                next();
            }
        }

        private void next() throws InterruptedException {
            Pending sitemap = pending.remove();
            MEMORY.acquire();
            try {
                fetch(sitemap, 1);
            } finally {
                MEMORY.release();
            }
        }

        private void fetch(Pending sitemap, int attempt) throws InterruptedException {
            switch (fetcher.fetch(hosts::holds, sitemap.url(), Validators.NONE, BodyKind.SITEMAP)) {
                case Fetch.Page page -> parse(sitemap, page);
                case Fetch.Unchanged unchanged -> fail(sitemap.url(), "it answered 304");
                case Fetch.Gone gone -> missing(sitemap.url(), "it answered " + gone.status());
                case Fetch.Refused refused -> missing(sitemap.url(), refused.reason());
                case Fetch.Later later -> {
                    // the silence of another host is no reason to wait with the shop
                    if (later.silentUntil().isPresent() && isOurs(sitemap.url())) {
                        silentUntil = later.silentUntil();
                        fail(sitemap.url(), later.reason());
                    } else if (later.silentUntil().isEmpty() && attempt < MOST_ATTEMPTS) {
                        fetch(sitemap, attempt + 1);
                    } else {
                        fail(sitemap.url(), later.reason());
                    }
                }
            }
        }

        /// A sitemap nobody named need not be there.
        private void missing(URI url, String reason) {
            if (!optional) {
                fail(url, reason);
            }
        }

        private void parse(Pending sitemap, Fetch.Page page) {
            Optional<Body> body = page.answer().body().unpacked(BodyKind.SITEMAP);
            if (body.isEmpty()) {
                fail(sitemap.url(), "it cannot be unpacked");
                return;
            }
            String text = body.get().text(page.answer().header("content-type").orElse(""));
            if (SitemapScan.isOne(text)) {
                scan(sitemap, page.answer().url(), text);
                return;
            }
            try {
                SiteMapParser parser = new SiteMapParser(false, true);
                parser.setStrictNamespace(false);
                take(
                        sitemap,
                        parser.parseSiteMap(
                                body.get().bytes(), url(page.answer().url())));
                files++;
            } catch (UnknownFormatException | IOException unreadable) {
                missing(sitemap.url(), "it is no sitemap: " + unreadable.getMessage());
            }
        }

        private void take(Pending sitemap, AbstractSiteMap parsed) {
            switch (parsed) {
                case SiteMapIndex index ->
                    index.getSitemaps()
                            .forEach(it -> resolve(sitemap.url(), it.getUrl().toString())
                                    .filter(hosts::holds)
                                    .ifPresent(url -> add(url, sitemap.nesting() + 1)));
                case SiteMap urls -> take(sitemap, urls);
                default -> fail(sitemap.url(), "it is neither a sitemap nor an index");
            }
        }

        private void take(Pending sitemap, SiteMap urls) {
            Batches batches = new Batches(sitemap, sitemap.url());
            for (SiteMapURL entry : urls.getSiteMapUrls()) {
                batches.add(
                        entry.getUrl().toString(),
                        Optional.ofNullable(entry.getLastModified()).map(Date::toInstant));
            }
            batches.handOver();
        }

        private void scan(Pending sitemap, URI at, String text) {
            Batches batches = new Batches(sitemap, at);
            SitemapScan.read(text, entry -> {
                if (!entry.index()) {
                    batches.add(entry.loc(), entry.lastmod());
                } else {
                    resolve(at, entry.loc()).filter(hosts::holds).ifPresent(url -> add(url, sitemap.nesting() + 1));
                }
            });
            batches.handOver();
            files++;
        }

        /// What one sitemap lists on the site, handed over some thousands at a time.
        private final class Batches {

            private final Pending sitemap;
            private final URI base;
            private List<Pages.Listed> batch = new ArrayList<>();
            private boolean full;

            Batches(Pending sitemap, URI base) {
                this.sitemap = sitemap;
                this.base = base;
            }

            void add(String loc, Optional<Instant> lastmod) {
                Optional<URI> url =
                        resolve(base, loc).filter(Reading.this::isOurs).filter(Addresses::isPage);
                if (url.isEmpty() || full) {
                    return;
                }
                if (listed >= MOST_LISTED) {
                    full = true;
                    fail(sitemap.url(), "more than " + MOST_LISTED + " addresses are listed");
                    return;
                }
                listed++;
                batch.add(new Pages.Listed(url.get(), lastmod));
                if (batch.size() == BATCH) {
                    handOver();
                }
            }

            void handOver() {
                take.accept(batch);
                batch = new ArrayList<>();
            }
        }

        private boolean isOurs(URI url) {
            return hosts.shop().holds(url);
        }

        private void fail(URI url, String reason) {
            complete = false;
            if (problems.size() < MOST_PROBLEMS) {
                problems.add("sitemap " + url + ": " + reason);
            }
        }

        Walk end() {
            return new Walk(files, listed, complete, List.copyOf(problems), silentUntil);
        }
    }

    private static URL url(URI uri) throws MalformedURLException {
        return uri.toURL();
    }

    private static Optional<URI> resolve(URI base, String reference) {
        try {
            URI url = base.resolve(new URI(reference.strip().replace(" ", "%20")));
            return url.getHost() == null ? Optional.empty() : Optional.of(URI.create(url.toASCIIString()));
        } catch (URISyntaxException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
