package dev.aisle.edge.buy;

import java.util.Locale;
import java.util.regex.Pattern;

/// Programs that follow links without a person before them, as far as their user agent says so: crawlers,
/// the previews of messengers and social networks, and the libraries that programs are written with. A
/// browser says `Mozilla/5.0` and names no such thing.
final class Bots {

    private static final Pattern NAMES = Pattern.compile("bot\\b|bot[/;_-]|crawl|spider|slurp|preview|prerender"
            + "|facebookexternalhit|facebookcatalog|meta-external|whatsapp|embedly|skypeuripreview|vkshare|pinterest/"
            + "|google-read-aloud|google-safety|mediapartners|feedfetcher|lighthouse|pingdom|uptime|monitor"
            + "|headless|phantomjs|linkcheck|validator|archiver");

    /// How the user agents of libraries and command-line tools begin.
    private static final Pattern LIBRARIES = Pattern.compile("curl/|wget|libwww|lwp|java/|java-http-client|jakarta"
            + "|apache-httpclient|apache-httpasyncclient|okhttp|python|aiohttp|httpx|urllib|scrapy|go-http-client"
            + "|node|undici|axios|got |got/|ky/|bun/|deno/|ruby|faraday|rest-client|typhoeus|php|guzzle|symfony|perl"
            + "|dart|reqwest|hyper/|rust|httpie|postmanruntime|insomnia|powershell|winhttp|\\.net|http_request|elixir"
            + "|hackney|ktor|restsharp|zgrab|masscan");

    private Bots() {}

    /// Whoever says nothing of itself is no browser.
    static boolean isBot(String userAgent) {
        String agent = userAgent.strip().toLowerCase(Locale.ROOT);
        return agent.isEmpty()
                || LIBRARIES.matcher(agent).lookingAt()
                || NAMES.matcher(agent).find();
    }
}
