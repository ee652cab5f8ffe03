package dev.aisle.supply.extract.page;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// A page's title without the name of the site that pages put before or behind it.
public final class PageTitle {

    private static final Pattern SEPARATOR = Pattern.compile("\\s+[|\\-–—·•»«:/]\\s+|\\s*[|｜]\\s*");

    private PageTitle() {}

    public static String withoutSite(PageFacts facts) {
        Element social = facts.page().selectFirst("meta[property=og:title], meta[name=og:title]");
        String title = facts.page().title().isBlank() && social != null
                ? social.attr("content")
                : facts.page().title();
        return without(title, siteNames(facts.page(), facts.url()));
    }

    /// The title without its first or last part where that is the name of the site.
    public static String without(String title, List<String> siteNames) {
        List<String> parts = Arrays.stream(SEPARATOR.split(title.strip(), -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toList());
        if (parts.size() < 2) {
            return title.strip();
        }
        if (isSite(parts.getLast(), siteNames)) {
            return title.substring(0, title.lastIndexOf(parts.getLast()))
                    .replaceFirst("[\\s|｜\\-–—·•»«:/]+$", "")
                    .strip();
        }
        if (isSite(parts.getFirst(), siteNames)) {
            return title.strip()
                    .substring(parts.getFirst().length())
                    .replaceFirst("^[\\s|｜\\-–—·•»«:/]+", "")
                    .strip();
        }
        return title.strip();
    }

    /// What the site calls itself: to social networks, and the first part of its host.
    public static List<String> siteNames(Document page, URI url) {
        Element name = page.selectFirst("meta[property=og:site_name], meta[name=og:site_name]");
        String host = Urls.bareHost(url);
        int dot = host.indexOf('.');
        return List.of(name == null ? host : name.attr("content"), host, dot < 0 ? host : host.substring(0, dot));
    }

    private static boolean isSite(String part, List<String> siteNames) {
        String plain = plain(part);
        return siteNames.stream().map(PageTitle::plain).anyMatch(site -> !site.isEmpty() && plain.startsWith(site));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
