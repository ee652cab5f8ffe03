package dev.aisle.edge.buy;

import java.util.Locale;
import java.util.regex.Pattern;

/// Programs that follow links of their own accord and say so in their user agent: crawlers, and the previews of
/// messengers and social networks. An agent that opens a link for somebody is no bot in this sense.
final class Bots {

    private static final Pattern NAMES = Pattern.compile("bot\\b|bot[/;_-]|crawl|spider|slurp|preview|prerender"
            + "|facebookexternalhit|facebookcatalog|meta-external|whatsapp|embedly|skypeuripreview|vkshare|pinterest/"
            + "|google-read-aloud|google-safety|mediapartners|feedfetcher|lighthouse|pingdom|uptime|monitor");

    private Bots() {}

    static boolean isBot(String userAgent) {
        return NAMES.matcher(userAgent.toLowerCase(Locale.ROOT)).find();
    }
}
