package dev.aisle.devshops;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Writes sitemaps and sitemap indexes (sitemaps.org, schema 0.9).
final class Sitemap {

    private static final String NAMESPACE = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

    private final String list;
    private final String entry;
    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private Sitemap(String list, String entry) {
        this.list = list;
        this.entry = entry;
        out.append('<').append(list).append(' ').append(NAMESPACE).append(">\n");
    }

    static Sitemap pages() {
        return new Sitemap("urlset", "url");
    }

    static Sitemap index() {
        return new Sitemap("sitemapindex", "sitemap");
    }

    Sitemap add(String url) {
        out.append("<%s><loc>%s</loc></%s>\n".formatted(entry, Template.escape(url), entry));
        return this;
    }

    Sitemap add(String url, Instant changed) {
        out.append("<%s><loc>%s</loc><lastmod>%s</lastmod></%s>\n"
                .formatted(entry, Template.escape(url), changed.truncatedTo(ChronoUnit.SECONDS), entry));
        return this;
    }

    @Override
    public String toString() {
        return out + "</" + list + ">\n";
    }
}
