package dev.aisle.edge.partnerapi;

import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.Partners;
import dev.aisle.market.partner.RedirectUri;
import dev.aisle.partner.connect.ConnectSessions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// Create connect session.
final class SessionRoutes {

    @JsonNaming(SnakeCaseStrategy.class)
    record Created(String token, String url, Instant expiresAt) {}

    private static final int LONGEST_STATE = 512;
    private static final int LONGEST_SLUG = 100;
    private static final Set<String> CALLBACK_NAMES = Set.of("customer_id", "platform", "status", "error", "state");

    private final ManagedMerchants merchants;
    private final Partners partners;
    private final ConnectSessions sessions;
    private final String connectBase;

    SessionRoutes(ManagedMerchants merchants, Partners partners, ConnectSessions sessions, String connectBase) {
        this.merchants = merchants;
        this.partners = partners;
        this.sessions = sessions;
        this.connectBase = connectBase;
    }

    Created create(Call call) {
        Merchant merchant = merchants.get(call);
        JsonNode body = Faults.object(call.body());
        Faults faults = new Faults();
        Optional<String> redirect = faults.requiredText(
                        body,
                        "redirect_uri",
                        "send where the merchant's browser returns to, on your registered allowlist.")
                .map(it -> checkedRedirect(it, call, faults));
        Optional<Platform> platform =
                faults.verbatimText(body, "platform", LONGEST_SLUG).flatMap(it -> connectable(it, faults));
        Optional<String> state = faults.verbatimText(body, "state", LONGEST_STATE);
        faults.check();
        ConnectSessions.Minted minted =
                sessions.mint(call.caller().partner(), merchant.id(), redirect.orElseThrow(), platform, state);
        return new Created(minted.token(), connectBase + "/connect/" + minted.token(), minted.expiresAt());
    }

    /// In the form in which it is kept and returned to.
    private String checkedRedirect(String uri, Call call, Faults faults) {
        List<String> place = List.of("body", "redirect_uri");
        Optional<String> mistake = RedirectUri.mistakeInRequested(uri);
        List<String> registered = partners.redirectUris(call.caller().partner());
        if (mistake.isPresent()) {
            faults.add("value_error", place, mistake.get() + known(registered), uri);
        } else if (registered.stream().noneMatch(it -> RedirectUri.admits(it, uri))) {
            faults.add("value_error", place, "'" + uri + "' is not on your allowlist." + known(registered), uri);
        } else {
            usedName(uri)
                    .ifPresent(name -> faults.add(
                            "value_error",
                            place,
                            "The query of redirect_uri holds '" + name
                                    + "', which the callback adds itself. Use another name.",
                            uri));
        }
        return RedirectUri.inAscii(uri);
    }

    private static String known(List<String> registered) {
        return registered.isEmpty()
                ? " No redirect URI is registered for this partner yet; ask the operator to add one."
                : " Registered: " + String.join(", ", registered) + ".";
    }

    private static Optional<String> usedName(String uri) {
        String query = Optional.ofNullable(URI.create(RedirectUri.inAscii(uri)).getRawQuery())
                .orElse("");
        return Arrays.stream(query.split("&", -1))
                .map(pair -> pair.split("=", 2)[0])
                .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8))
                .filter(CALLBACK_NAMES::contains)
                .findFirst();
    }

    private static Optional<Platform> connectable(String slug, Faults faults) {
        Optional<Platform> platform = Platform.ofSlug(slug);
        if (platform.filter(Platform::connectable).isPresent()) {
            return platform;
        }
        String choices = Arrays.stream(Platform.values())
                .filter(it -> it.connectable() && !it.isExtension())
                .map(Platform::slug)
                .collect(Collectors.joining(", ", "Use one of: ", "."));
        faults.add(
                platform.isPresent() ? "value_error" : "enum",
                List.of("body", "platform"),
                platform.isPresent()
                        ? "'" + slug + "' cannot be connected by hand: it is active from provisioning. " + choices
                        : "'" + slug + "' is no platform. " + choices,
                slug);
        return Optional.empty();
    }
}
