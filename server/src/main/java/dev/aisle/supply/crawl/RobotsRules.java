package dev.aisle.supply.crawl;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What a robots.txt lets us ask for (RFC 9309).
public final class RobotsRules {

    private static final int MOST_WARNINGS = 0;

    private final SimpleRobotRules rules;

    private RobotsRules(SimpleRobotRules rules) {
        this.rules = rules;
    }

    /// Reads the text of a robots.txt for the crawler with that product token, such as `AisleBot`.
    public static RobotsRules parse(String text, URI url, String productToken) {
        // a delay over the parser's own limit would forbid everything; ours is capped by the pace
        SimpleRobotRulesParser parser = new SimpleRobotRulesParser(Long.MAX_VALUE, MOST_WARNINGS);
        parser.setExactUserAgentMatching(true);
        return new RobotsRules(parser.parseContent(
                url.toString(),
                text.getBytes(StandardCharsets.UTF_8),
                "text/plain",
                List.of(productToken.toLowerCase(Locale.ROOT))));
    }

    /// Whether we may ask for it. The robots.txt itself always may be asked for.
    public boolean allows(URI url) {
        return "/robots.txt".equals(url.getRawPath()) || rules.isAllowed(url.toString());
    }

    /// Zero where nothing is said.
    Duration crawlDelay() {
        return rules.getCrawlDelay() > 0 ? Duration.ofMillis(rules.getCrawlDelay()) : Duration.ZERO;
    }

    List<String> sitemaps() {
        return rules.getSitemaps();
    }
}
