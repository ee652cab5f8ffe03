package dev.aisle.supply.crawl;

import crawlercommons.sitemaps.AbstractSiteMap;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jsoup.parser.Parser;

/// Reads the XML of a sitemap or of an index as shops write it, which is often not XML: with prefixes, with names of
/// HTML, with ampersands of their own, with a program's warnings around it, or broken off. Only what stands directly in
/// a `url` or `sitemap` counts; pictures and alternates have addresses too.
final class SitemapScan {

    /// One address that a sitemap lists, as it is written.
    ///
    /// @param index whether it is that of another sitemap
    record Entry(String loc, Optional<Instant> lastmod, boolean index) {}

    private static final int DEEPEST = 20;
    private static final int LONGEST_NAME = 100;
    private static final String CDATA = "<![CDATA[";

    private final String text;
    private final Consumer<Entry> take;
    private final Deque<String> open = new ArrayDeque<>();
    private String prefix = "";
    private String loc = "";
    private String lastmod = "";
    private int at;

    private SitemapScan(String text, Consumer<Entry> take) {
        this.text = text;
        this.take = take;
    }

    /// Whether a text holds a sitemap or an index in XML at all; feeds and lists of addresses are other things.
    static boolean isOne(String text) {
        String head = text.substring(0, Math.min(text.length(), 4_096)).toLowerCase(Locale.ROOT);
        return head.contains("urlset") || head.contains("sitemapindex");
    }

    static void read(String text, Consumer<Entry> take) {
        new SitemapScan(text, take).read();
    }

    private void read() {
        for (at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
            if (text.startsWith("<!--", at)) {
                skipTo("-->");
            } else if (text.startsWith(CDATA, at)) {
                skipTo("]]>");
            } else {
                tag();
            }
        }
    }

    private void skipTo(String end) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found + end.length();
    }

    private void tag() {
        int end = text.indexOf('>', at);
        if (end < 0) {
            at = text.length();
            return;
        }
        boolean closing = text.startsWith("</", at);
        boolean empty = text.charAt(end - 1) == '/';
        String name = name(at + (closing ? 2 : 1), end);
        at = end + 1;
        if (closing) {
            close(name);
        } else if (!empty && !name.isEmpty() && open.size() < DEEPEST) {
            opened(name);
        }
    }

    private void opened(String name) {
        String parent = open.isEmpty() ? "" : open.peek();
        boolean ofEntry = parent.equals("url") || parent.equals("sitemap");
        if (ofEntry && name.equals("loc")) {
            loc = value();
        } else if (ofEntry && name.equals("lastmod")) {
            lastmod = value();
        }
        open.push(name);
    }

    private void close(String name) {
        if (!open.contains(name)) {
            return;
        }
        String popped = "";
        while (!popped.equals(name)) {
            popped = open.pop();
        }
        if (name.equals("url") || name.equals("sitemap")) {
            if (!loc.isEmpty()) {
                take.accept(new Entry(
                        loc,
                        Optional.ofNullable(AbstractSiteMap.convertToZonedDateTime(lastmod))
                                .map(ZonedDateTime::toInstant),
                        name.equals("sitemap")));
            }
            loc = "";
            lastmod = "";
        }
    }

    /// The name of a tag; the prefix of the root goes, those of pictures and alternates stay.
    private String name(int from, int end) {
        int to = from;
        while (to < end && to - from < LONGEST_NAME && isOfName(text.charAt(to))) {
            to++;
        }
        String name = text.substring(from, to).toLowerCase(Locale.ROOT);
        int colon = name.indexOf(':');
        String local = name.substring(colon + 1);
        String its = colon < 0 ? "" : name.substring(0, colon);
        if (local.equals("urlset") || local.equals("sitemapindex")) {
            prefix = its;
        }
        return its.equals(prefix) ? local : name;
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == ':' || c == '-' || c == '_' || c == '.';
    }

    /// The text up to the next tag, CDATA in it unwrapped, entities decoded.
    private String value() {
        int from = at;
        int cdata = text.indexOf(CDATA, from);
        int tag = text.indexOf('<', from);
        if (cdata >= 0 && cdata == tag) {
            int end = text.indexOf("]]>", cdata);
            return end < 0 ? "" : text.substring(cdata + CDATA.length(), end).strip();
        }
        return tag < 0
                ? ""
                : Parser.unescapeEntities(text.substring(from, tag), false).strip();
    }
}
