package dev.aisle.supply.extract.page;

import dev.aisle.market.listing.UrlKey;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// What a page says of itself: where it is, what it is called, and so whether a thing that some markup names is what
/// the page is about.
public final class PageFacts {

    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /// The part of a name's words that must be found in a heading for the two to agree.
    private static final double ENOUGH_WORDS = 0.6;

    private final Document page;
    private final URI url;
    private final URI base;
    private final Optional<URI> canonical;
    private final Optional<Element> heading;
    private final List<String> headings;

    public PageFacts(Document page, URI url) {
        this.page = page;
        this.url = Urls.resolve(url, url.toString()).orElse(url);
        Element baseElement = page.selectFirst("base[href]");
        this.base = baseElement == null
                ? this.url
                : Urls.resolve(this.url, baseElement.attr("href")).orElse(this.url);
        this.canonical = canonicalOf(page);
        this.heading = headingOf(page);
        this.headings = headingsOf(page, heading, PageTitle.siteNames(page, url));
    }

    public Document page() {
        return page;
    }

    public URI url() {
        return url;
    }

    public URI base() {
        return base;
    }

    /// The address the page wants to be known by, or its own.
    public URI address() {
        return canonical.orElse(url);
    }

    public Optional<URI> resolve(String reference) {
        return Urls.resolve(base, reference);
    }

    /// The page's main heading.
    public Optional<Element> heading() {
        return heading;
    }

    /// Whether an address is this page's own.
    public boolean isHere(URI other) {
        String key = UrlKey.of(other).value();
        return key.equals(UrlKey.of(url).value())
                || canonical.map(it -> UrlKey.of(it).value().equals(key)).orElse(false);
    }

    /// Whether the page's main heading, its title or what it says to social networks agrees with a name.
    public boolean isCalled(String name) {
        Set<String> words = words(name);
        if (words.isEmpty()) {
            return false;
        }
        for (String heading : headings) {
            Set<String> there = words(heading);
            long shared = words.stream().filter(there::contains).count();
            if (shared >= Math.ceil(ENOUGH_WORDS * words.size())
                    || (!there.isEmpty() && words.containsAll(there) && there.size() >= 2)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the page has a heading or a title at all.
    public boolean isCalledAnything() {
        return headings.stream().anyMatch(heading -> !heading.isBlank());
    }

    /// How alike a name and the page's heading or title are, by the words they share: 0 to 1.
    public double likeness(String name) {
        Set<String> words = words(name);
        double most = 0;
        for (String heading : headings) {
            Set<String> there = words(heading);
            long shared = words.stream().filter(there::contains).count();
            long all = words.size() + there.size() - shared;
            most = Math.max(most, all == 0 ? 0 : (double) shared / all);
        }
        return most;
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>(
                Arrays.asList(NOT_WORD.split(text.toLowerCase(Locale.ROOT).strip(), -1)));
        words.remove("");
        return words;
    }

    /// Of several first-level headings the one that shares most words with the page's title.
    private static Optional<Element> headingOf(Document page) {
        Set<String> title = words(page.title());
        Element best = null;
        long most = -1;
        for (Element h1 : page.select("h1")) {
            Set<String> words = words(h1.text());
            words.retainAll(title);
            if (words.size() > most && h1.hasText()) {
                best = h1;
                most = words.size();
            }
        }
        return Optional.ofNullable(best);
    }

    private static List<String> headingsOf(Document page, Optional<Element> heading, List<String> siteNames) {
        Element social = page.selectFirst("meta[property=og:title], meta[name=og:title]");
        return List.of(
                heading.map(Element::text).orElse(""),
                page.title(),
                PageTitle.without(page.title(), siteNames),
                social == null ? "" : social.attr("content"));
    }

    /// `rel=canonical` on the same host, unless it points to the home page from a page that is not.
    private Optional<URI> canonicalOf(Document page) {
        Element link = page.selectFirst("link[rel~=(?i)(^|\\s)canonical(\\s|$)][href]");
        if (link == null) {
            return Optional.empty();
        }
        return Urls.resolve(base, link.attr("href"))
                .filter(it -> Urls.sameHost(it, url))
                .filter(it -> !Urls.isHome(it) || Urls.isHome(url));
    }
}
