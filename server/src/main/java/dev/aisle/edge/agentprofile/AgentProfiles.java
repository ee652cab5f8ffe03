package dev.aisle.edge.agentprofile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.aisle.base.http.Answer;
import dev.aisle.base.http.Ask;
import dev.aisle.base.http.BodyKind;
import dev.aisle.base.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Fetches the profiles that requests name, keeps them for a while, and works out what both sides speak. Its footprint
/// is bounded: so many profiles are kept, so many fetched at once, and one that failed is left alone for a minute.
public final class AgentProfiles {

    private static final String OUR_VERSION = "2026-04-08";
    private static final Map<String, Set<String>> OURS = Map.of(
            "dev.ucp.shopping.catalog.search",
            Set.of(),
            "dev.ucp.shopping.catalog.lookup",
            Set.of(),
            "com.trychannel3.catalog.global",
            Set.of("dev.ucp.shopping.catalog.search", "dev.ucp.shopping.catalog.lookup"));

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:\\.[a-z][a-z0-9_]*)+");
    private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d{1,9})");
    private static final Pattern IN_HEADER = Pattern.compile("profile=\"([^\"]*)\"");

    private static final int LONGEST_URL = 2_000;
    private static final int MOST_KEPT = 1_000;
    private static final int MOST_AT_ONCE = 8;
    private static final Duration SHORTEST_KEPT = Duration.ofMinutes(1);
    private static final Duration LONGEST_KEPT = Duration.ofHours(1);

    /// A profile as it is kept, or why there is none.
    private record Kept(Negotiation outcome, Duration holds) {}

    private final boolean on;
    private final Function<Ask, Answer> outside;
    private final Predicate<URI> plainAllowed;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Cache<URI, Kept> profiles = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfter(Expiry.creating((URI url, Kept kept) -> kept.holds()))
            .build();

    /// @param plainAllowed which addresses may be spoken to without https: those of the development allowlist
    public AgentProfiles(boolean on, Function<Ask, Answer> outside, Predicate<URI> plainAllowed) {
        this.on = on;
        this.outside = outside;
        this.plainAllowed = plainAllowed;
    }

    /// Fetches nothing, whatever a request names.
    public static AgentProfiles off() {
        return new AgentProfiles(
                false,
                ask -> {
                    throw new IllegalStateException("switched off");
                },
                url -> false);
    }

    /// What the value of a `UCP-Agent` header names.
    public static Optional<String> inHeader(String header) {
        Matcher matcher = IN_HEADER.matcher(header);
        return matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
    }

    /// What both sides speak, by the profile at an address.
    public Negotiation negotiate(Optional<String> profile) {
        if (!on || profile.isEmpty()) {
            return new Negotiation.Skipped();
        }
        Optional<URI> url = url(profile.get());
        if (url.isEmpty()) {
            return new Negotiation.Refused(
                    Negotiation.Fault.INVALID_PROFILE_URL,
                    "The agent's profile must be an https URL, not '" + clipped(profile.get()) + "'.");
        }
        Kept before = profiles.getIfPresent(url.get());
        if (before != null) {
            return before.outcome();
        }
        if (!places.tryAcquire()) {
            return unreachable("Too many profiles are fetched at once; try again in a moment.");
        }
        try {
            Kept kept = fetch(url.get());
            profiles.put(url.get(), kept);
            return kept.outcome();
        } finally {
            places.release();
        }
    }

    private Optional<URI> url(String said) {
        try {
            URI url = new URI(said.strip());
            boolean https = "https".equalsIgnoreCase(url.getScheme());
            boolean plain = "http".equalsIgnoreCase(url.getScheme()) && plainAllowed.test(url);
            return said.length() <= LONGEST_URL && url.getHost() != null && (https || plain)
                    ? Optional.of(url)
                    : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private Kept fetch(URI url) {
        Answer answer = outside.apply(Ask.get(url, Map.of("Accept", "application/json"), BodyKind.ROBOTS));
        return switch (answer) {
            case Answer.Got got
            when got.status() == 200 ->
                new Kept(read(got.text()), kept(got.header("cache-control").orElse("")));
            case Answer.Got got ->
                failed("The agent's profile answered " + got.status() + " instead of 200; redirects are not followed.");
            case Answer.Refused refused -> failed(refused.reason());
            case Answer.TooLarge large -> failed(large.reason());
            case Answer.Unreachable unreachable -> failed(unreachable.reason());
        };
    }

    private static Kept failed(String reason) {
        return new Kept(unreachable(reason), SHORTEST_KEPT);
    }

    private static Negotiation unreachable(String reason) {
        return new Negotiation.Refused(Negotiation.Fault.PROFILE_UNREACHABLE, reason);
    }

    /// As long as its headers say, within limits.
    private static Duration kept(String cacheControl) {
        Matcher matcher = MAX_AGE.matcher(cacheControl);
        Duration said = matcher.find() ? Duration.ofSeconds(Long.parseLong(matcher.group(1))) : SHORTEST_KEPT;
        return said.compareTo(SHORTEST_KEPT) < 0
                ? SHORTEST_KEPT
                : said.compareTo(LONGEST_KEPT) > 0 ? LONGEST_KEPT : said;
    }

    private static Negotiation read(String text) {
        JsonNode ucp;
        try {
            ucp = Json.tree(text).path("ucp");
        } catch (JacksonException notJson) {
            return malformed("it is not JSON");
        }
        String version = ucp.path("version").asString("");
        if (!DATE.matcher(version).matches()) {
            return malformed("ucp.version is no date");
        }
        if (!ucp.path("capabilities").isObject()) {
            return malformed("ucp.capabilities is no object");
        }
        Map<String, Set<String>> theirs = new HashMap<>();
        for (Map.Entry<String, JsonNode> capability : ucp.path("capabilities").properties()) {
            if (!NAME.matcher(capability.getKey()).matches()
                    || !capability.getValue().isArray()) {
                return malformed("ucp.capabilities['" + clipped(capability.getKey())
                        + "'] is no list under a name such as" + " com.example.service.capability");
            }
            theirs.put(
                    capability.getKey(),
                    capability
                            .getValue()
                            .valueStream()
                            .map(it -> it.path("version").asString(""))
                            .collect(Collectors.toSet()));
        }
        if (version.compareTo(OUR_VERSION) > 0) {
            return new Negotiation.Refused(
                    Negotiation.Fault.VERSION_UNSUPPORTED,
                    "The agent's profile speaks UCP " + version + "; this server speaks " + OUR_VERSION + ".");
        }
        return new Negotiation.Common(common(theirs));
    }

    private static Negotiation malformed(String what) {
        return new Negotiation.Refused(
                Negotiation.Fault.PROFILE_MALFORMED, "The agent's profile cannot be used: " + what + ".");
    }

    /// By name, where both have our version; then extensions are dropped that have no parent left.
    private static Set<String> common(Map<String, Set<String>> theirs) {
        Set<String> common = new HashSet<>();
        OURS.keySet().stream()
                .filter(name -> theirs.getOrDefault(name, Set.of()).contains(OUR_VERSION))
                .forEach(common::add);
        while (common.removeIf(
                name -> isExtension(name) && parents(name).stream().noneMatch(common::contains))) {
            // an extension may be another one's parent
        }
        return common;
    }

    private static boolean isExtension(String name) {
        return !parents(name).isEmpty();
    }

    private static List<String> parents(String name) {
        return List.copyOf(OURS.getOrDefault(name, Set.of()));
    }

    private static String clipped(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
