package dev.aisle;

import dev.aisle.base.http.FetchAllow;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Everything an operator can set: environment variables, or the same names lower-cased with dots in a properties
/// file (`AISLE_FETCH_ALLOW` is `aisle.fetch.allow`). The environment wins. Every wrong or unknown setting is
/// reported at once.
public record Settings(
        String bind,
        int port,
        Path data,
        URI publicUrl,
        Optional<URI> partnersUrl,
        Optional<URI> apiUrl,
        Optional<URI> ucpUrl,
        Optional<URI> buyUrl,
        Optional<URI> connectUrl,
        Optional<URI> feedsUrl,
        Optional<URI> docsUrl,
        Optional<String> databaseUrl,
        List<String> fetchAllow,
        double fetchPerSecond,
        Optional<String> userAgent,
        boolean liveLookup,
        int rateAnonymous,
        int rateToken,
        int ratePartner,
        boolean metering,
        double takeRate,
        List<String> allowedHosts,
        List<String> trustedProxies,
        Optional<Path> sealingKeyFile,
        Optional<String> shopifyClientId,
        Optional<String> shopifyClientSecret,
        URI googleApiUrl,
        URI googleTokenUrl,
        URI microsoftApiUrl,
        URI microsoftTokenUrl,
        Optional<Path> ratesFile,
        Optional<Path> taxonomyFile,
        boolean agentProfiles,
        int answerCacheMegabytes) {

    /// Settings that cannot be used; the message lists all of them.
    public static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(List<String> problems) {
            super(String.join(System.lineSeparator(), problems), null, false, false);
        }
    }

    static final Set<String> KNOWN = Set.of(
            "AISLE_BIND",
            "AISLE_PORT",
            "AISLE_DATA",
            "AISLE_PUBLIC_URL",
            "AISLE_PARTNERS_URL",
            "AISLE_API_URL",
            "AISLE_UCP_URL",
            "AISLE_BUY_URL",
            "AISLE_CONNECT_URL",
            "AISLE_FEEDS_URL",
            "AISLE_DOCS_URL",
            "AISLE_DATABASE_URL",
            "AISLE_FETCH_ALLOW",
            "AISLE_FETCH_PER_SECOND",
            "AISLE_USER_AGENT",
            "AISLE_LIVE_LOOKUP",
            "AISLE_RATE_ANONYMOUS",
            "AISLE_RATE_TOKEN",
            "AISLE_RATE_PARTNER",
            "AISLE_METERING",
            "AISLE_TAKE_RATE",
            "AISLE_ALLOWED_HOSTS",
            "AISLE_TRUSTED_PROXIES",
            "AISLE_SEALING_KEY_FILE",
            "AISLE_SHOPIFY_CLIENT_ID",
            "AISLE_SHOPIFY_CLIENT_SECRET",
            "AISLE_GOOGLE_API_URL",
            "AISLE_GOOGLE_TOKEN_URL",
            "AISLE_MICROSOFT_API_URL",
            "AISLE_MICROSOFT_TOKEN_URL",
            "AISLE_RATES_FILE",
            "AISLE_TAXONOMY_FILE",
            "AISLE_AGENT_PROFILES",
            "AISLE_ANSWER_CACHE_MB");

    /// Words of the launcher's own that live in the same name space and are not settings of the server.
    static final Set<String> LAUNCHER = Set.of("AISLE_JAVA_OPTS", "AISLE_LOG", "AISLE_NO_BUILD", "AISLE_AOT");

    /// Reads the environment over the file; what the command line says (by the same names) wins over both. Port 0
    /// becomes a free one at once, because the default of the public URL names it.
    public static Settings read(Optional<Path> file, Map<String, String> commandLine) {
        return read(System.getenv(), file, commandLine);
    }

    static Settings read(Map<String, String> environment, Optional<Path> file, Map<String, String> commandLine) {
        Map<String, String> values = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        file.ifPresent(path -> readFile(path, values, problems));
        environment.forEach((name, value) -> {
            if (name.startsWith("AISLE_") && !LAUNCHER.contains(name)) {
                values.put(name, value);
            }
        });
        values.putAll(commandLine);
        values.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name -> problems.add(name + ": no such setting. Known: " + String.join(", ", sorted())));
        Reading reading = new Reading(values, problems);
        int asked = reading.number("AISLE_PORT", 8080, 0, 65_535);
        int port = asked == 0 ? freePort() : asked;
        Settings settings = new Settings(
                reading.text("AISLE_BIND").orElse("127.0.0.1"),
                port,
                reading.path("AISLE_DATA").orElseGet(Settings::dataHome),
                reading.url("AISLE_PUBLIC_URL").orElseGet(() -> URI.create("http://127.0.0.1:" + port)),
                reading.url("AISLE_PARTNERS_URL"),
                reading.url("AISLE_API_URL"),
                reading.url("AISLE_UCP_URL"),
                reading.url("AISLE_BUY_URL"),
                reading.url("AISLE_CONNECT_URL"),
                reading.url("AISLE_FEEDS_URL"),
                reading.url("AISLE_DOCS_URL"),
                reading.text("AISLE_DATABASE_URL"),
                reading.hosts("AISLE_FETCH_ALLOW"),
                reading.decimal("AISLE_FETCH_PER_SECOND", 2, 0.01, 1_000),
                reading.text("AISLE_USER_AGENT"),
                reading.flag("AISLE_LIVE_LOOKUP", true),
                reading.number("AISLE_RATE_ANONYMOUS", 30, 1, 100_000_000),
                reading.number("AISLE_RATE_TOKEN", 1_000, 1, 100_000_000),
                reading.number("AISLE_RATE_PARTNER", 600, 1, 100_000_000),
                reading.flag("AISLE_METERING", false),
                reading.decimal("AISLE_TAKE_RATE", 50, 0, 100),
                reading.list("AISLE_ALLOWED_HOSTS"),
                reading.list("AISLE_TRUSTED_PROXIES"),
                reading.path("AISLE_SEALING_KEY_FILE"),
                reading.text("AISLE_SHOPIFY_CLIENT_ID"),
                reading.text("AISLE_SHOPIFY_CLIENT_SECRET"),
                reading.url("AISLE_GOOGLE_API_URL").orElse(URI.create("https://merchantapi.googleapis.com")),
                reading.url("AISLE_GOOGLE_TOKEN_URL").orElse(URI.create("https://oauth2.googleapis.com/token")),
                reading.url("AISLE_MICROSOFT_API_URL")
                        .orElse(URI.create("https://content.api.bingads.microsoft.com/shopping/v9.1/bmc")),
                reading.url("AISLE_MICROSOFT_TOKEN_URL")
                        .orElse(URI.create("https://login.microsoftonline.com/common/oauth2/v2.0/token")),
                reading.path("AISLE_RATES_FILE"),
                reading.path("AISLE_TAXONOMY_FILE"),
                reading.flag("AISLE_AGENT_PROFILES", false),
                reading.number("AISLE_ANSWER_CACHE_MB", 96, 0, 100_000));
        if (!problems.isEmpty()) {
            throw new Wrong(problems);
        }
        return settings;
    }

    /// The public base of buy links, without a slash at the end.
    public String buyBase() {
        return buyUrl.map(Settings::noSlash).orElseGet(() -> noSlash(publicUrl) + "/buy");
    }

    /// What stands before `/feeds/...` in the addresses of feed files, without a slash at the end.
    public String feedsBase() {
        return noSlash(feedsUrl.orElse(publicUrl));
    }

    /// The public base of the UCP surface, without a slash at the end.
    public String ucpBase() {
        return noSlash(ucpUrl.orElse(publicUrl));
    }

    /// The public base of the Partner API, without a slash at the end.
    public String partnersBase() {
        return noSlash(partnersUrl.orElse(publicUrl));
    }

    /// The public base of the REST API, without a slash at the end.
    public String apiBase() {
        return noSlash(apiUrl.orElse(publicUrl));
    }

    /// The public base of the hosted connect page, without a slash at the end.
    public String connectBase() {
        return noSlash(connectUrl.orElse(publicUrl));
    }

    /// The public base of what platforms call us at, without a slash at the end.
    public String hooksBase() {
        return noSlash(publicUrl);
    }

    /// Where the keys are that seal credentials.
    public Path sealingKeys() {
        return sealingKeyFile.orElseGet(() -> data.resolve("sealing.keys"));
    }

    public String docsBase() {
        return docsUrl.map(Settings::noSlash).orElseGet(() -> noSlash(publicUrl) + "/docs");
    }

    /// How the crawler introduces itself: a name, a version, and where a shop's owner reads more.
    public String crawlerAgent() {
        return userAgent.orElseGet(() -> "AisleBot/" + version() + " (+" + docsBase() + "/crawler)");
    }

    /// This program's version.
    public static String version() {
        return Optional.ofNullable(Settings.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /// The hosts that callers may reach us by: those of the base URLs, the address we listen on, and the allowed
    /// ones.
    public List<String> ownHosts() {
        List<String> hosts = new ArrayList<>(allowedHosts);
        hosts.add(bind);
        Stream.of(Optional.of(publicUrl), partnersUrl, apiUrl, ucpUrl, buyUrl, connectUrl, feedsUrl, docsUrl)
                .flatMap(Optional::stream)
                .map(URI::getHost)
                .forEach(hosts::add);
        return hosts;
    }

    private static String noSlash(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static Path dataHome() {
        String home = System.getProperty("user.home", ".");
        return Optional.ofNullable(System.getenv("XDG_DATA_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(home, ".local", "share"))
                .resolve("aisle");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<String> sorted() {
        return KNOWN.stream().sorted().toList();
    }

    private static void readFile(Path path, Map<String, String> values, List<String> problems) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            problems.add("--config " + path + " cannot be read: " + unreadable.getMessage());
        }
        properties.forEach((name, value) ->
                values.put(name.toString().toUpperCase(Locale.ROOT).replace('.', '_'), value.toString()));
    }

    private record Reading(Map<String, String> values, List<String> problems) {

        Optional<String> text(String name) {
            return Optional.ofNullable(values.get(name)).map(String::trim).filter(it -> !it.isEmpty());
        }

        List<String> list(String name) {
            return text(name).stream()
                    .flatMap(it -> List.of(it.split(",")).stream())
                    .map(String::trim)
                    .filter(it -> !it.isEmpty())
                    .toList();
        }

        List<String> hosts(String name) {
            List<String> hosts = list(name);
            parse(name, "a list of host:port, such as 127.0.0.1:8091,localhost:8092", it -> FetchAllow.of(hosts));
            return hosts;
        }

        Optional<Path> path(String name) {
            return parse(name, "a path", Path::of);
        }

        Optional<URI> url(String name) {
            return parse(name, "an http or https URL", it -> {
                URI url = URI.create(it);
                if (url.getHost() == null || !Set.of("http", "https").contains(url.getScheme())) {
                    throw new IllegalArgumentException(it);
                }
                return url;
            });
        }

        int number(String name, int otherwise, int least, int most) {
            return parse(name, "a whole number from " + least + " to " + most, it -> {
                        int number = Integer.parseInt(it);
                        if (number < least || number > most) {
                            throw new IllegalArgumentException(it);
                        }
                        return number;
                    })
                    .orElse(otherwise);
        }

        double decimal(String name, double otherwise, double least, double most) {
            return parse(name, "a number from " + least + " to " + most, it -> {
                        double number = Double.parseDouble(it);
                        if (!(number >= least && number <= most)) {
                            throw new IllegalArgumentException(it);
                        }
                        return number;
                    })
                    .orElse(otherwise);
        }

        boolean flag(String name, boolean otherwise) {
            return parse(name, "on or off", it -> switch (it.toLowerCase(Locale.ROOT)) {
                        case "on", "true", "yes", "1" -> true;
                        case "off", "false", "no", "0" -> false;
                        default -> throw new IllegalArgumentException(it);
                    })
                    .orElse(otherwise);
        }

        private <T> Optional<T> parse(String name, String wanted, Function<String, T> parser) {
            try {
                return text(name).map(parser);
            } catch (IllegalArgumentException wrong) {
                problems.add(name + ": '" + values.get(name) + "' is not " + wanted + ".");
                return Optional.empty();
            }
        }
    }
}
