package dev.aisle.edge.connectpage;

import dev.aisle.base.ids.SecretToken;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.Connecting;
import dev.aisle.partner.credentials.Secret;
import java.net.URI;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A product feed file: its address, and what lets us read it.
final class FeedFlow implements Flow {

    private static final int HASH_BYTES = 8;

    private final Connecting connecting;

    FeedFlow(Connecting connecting) {
        this.connecting = connecting;
    }

    @Override
    public Platform platform() {
        return Platform.PRODUCT_FEED;
    }

    @Override
    public Form form(Visit visit) {
        return form(visit, "");
    }

    private static Form form(Visit visit, String url) {
        return new Form(
                Platform.PRODUCT_FEED.slug(),
                visit.text("feed.title"),
                visit.text("feed.lead"),
                null,
                List.of(
                        new Form.Field("url", visit.text("feed.url"), "url", url, visit.text("feed.url.hint"), true),
                        new Form.Field("user", visit.text("feed.user"), "text", "", "", false),
                        new Form.Field("password", visit.text("feed.password"), "password", "", "", false)),
                List.of(new Form.Button("connect", visit.text("woo.connect"), true, false)));
    }

    @Override
    public Step submit(Visit visit, Map<String, String> fields) {
        String said = fields.getOrDefault("url", "").strip();
        Optional<URI> url = address(said);
        if (url.isEmpty()) {
            return new Step.Show(form(visit, shown(said)).with(visit.text("problem.address")));
        }
        Map<String, String> values = new HashMap<>(Map.of("url", said));
        Optional.ofNullable(fields.get("user")).filter(it -> !it.isBlank()).ifPresent(user -> {
            values.put("user", user);
            values.put("password", fields.getOrDefault("password", ""));
        });
        Connecting.Outcome outcome = connecting.connect(
                visit.merchant(),
                Platform.PRODUCT_FEED,
                withoutSecrets(url.get()),
                new Secret(values),
                Optional.empty());
        return switch (outcome) {
            case Connecting.Outcome.Connected connected -> new Step.Connected();
            case Connecting.Outcome.Refused refused ->
                new Step.Show(form(visit, shown(said)).with(visit.text("problem." + refused.code())));
        };
    }

    /// What was said without what may be a secret in it: a page shows none again, not even to who entered it.
    private static String shown(String said) {
        String withoutQuery = said.replaceFirst("[?#].*", "");
        return withoutQuery.replaceFirst("(?i)^(https?://)[^/]*@", "$1");
    }

    private static Optional<URI> address(String said) {
        try {
            URI url = URI.create(said);
            boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            return web && url.getHost() != null && url.getRawUserInfo() == null ? Optional.of(url) : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /// Queries of feed addresses often hold keys; the whole address is kept with the credentials, and told apart by a
    /// hash.
    private static URI withoutSecrets(URI url) {
        String hash = HexFormat.of().formatHex(SecretToken.hash(url.toString()), 0, HASH_BYTES);
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return URI.create(url.getScheme() + "://" + url.getRawAuthority() + path + "?" + hash);
    }
}
