package dev.aisle.supply.extract;

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
final class PageFacts {

    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /// The part of a name's words that must be found in a heading for the two to agree.
    private static final double ENOUGH_WORDS = 0.6;

    private final Document page;
    private final URI url;
    private final URI base;
    private final Optional<URI> canonical;
    private final List<String> headings;

    PageFacts(Document page, URI url) {
        this.page = page;
        this.url = url;
        Element baseElement = page.selectFirst("base[href]");
        this.base = baseElement == null
                ? url
                : Urls.resolve(url, baseElement.attr("href")).orElse(url);
        this.canonical = canonicalOf(page);
        this.headings = headingsOf(page);
    }

    Document page() {
        return page;
    }

    URI url() {
        return url;
    }

    URI base() {
        return base;
    }

    /// The address the page wants to be known by, or its own.
    URI address() {
        return canonical.orElse(url);
    }

    Optional<URI> resolve(String reference) {
        return Urls.resolve(base, reference);
    }

    /// Whether an address is this page's own.
    boolean isHere(URI other) {
        String key = UrlKey.of(other).value();
        return key.equals(UrlKey.of(url).value())
                || canonical.map(it -> UrlKey.of(it).value().equals(key)).orElse(false);
    }

    /// Whether the page's main heading, its title or what it says to social networks agrees with a name.
    boolean isCalled(String name) {
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

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>(
                Arrays.asList(NOT_WORD.split(text.toLowerCase(Locale.ROOT).strip(), -1)));
        words.remove("");
        return words;
    }

    private static List<String> headingsOf(Document page) {
        Element h1 = page.selectFirst("h1");
        Element social = page.selectFirst("meta[property=og:title], meta[name=og:title]");
        return List.of(h1 == null ? "" : h1.text(), page.title(), social == null ? "" : social.attr("content"));
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
