package dev.aisle.edge.connectpage;

import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.connect.ConnectSession;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The way back to the partner: its own redirect URI with what came of the session, never with a secret.
final class Callback {

    private Callback() {}

    static URI of(ConnectSession session, ConnectSession.Ending ending) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("customer_id", session.merchant().value());
        session.platform().map(Platform::slug).ifPresent(it -> parameters.put("platform", it));
        parameters.put("status", ending.outcome().name().toLowerCase(Locale.ROOT));
        ending.error().ifPresent(it -> parameters.put("error", it));
        session.state().ifPresent(it -> parameters.put("state", it));
        String query = parameters.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String uri = session.redirectUri();
        String joint = Optional.ofNullable(URI.create(uri).getRawQuery())
                .map(it -> it.isEmpty() ? "" : "&")
                .orElse("?");
        return URI.create(uri + joint + query);
    }

    /// Where the browser is sent, as a content security policy names it.
    static String origin(String uri) {
        URI parsed = URI.create(uri);
        return parsed.getScheme() + "://" + parsed.getRawAuthority();
    }
}
