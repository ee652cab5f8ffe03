package dev.aisle.edge.connectpage;

import dev.aisle.base.ids.SecretToken;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.Connecting;
import dev.aisle.partner.credentials.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// BigCommerce: what the store shows once when its owner makes an API account.
final class BigCommerceFlow implements Flow {

    private static final String HOST = "api.bigcommerce.com";
    private static final Pattern API_PATH =
            Pattern.compile("(https?)://([^/@?#\\s]+)(/stores/[a-z0-9]{1,20})(/v[23]/?)?/?");

    private static final String TOKEN = "[0-9A-Za-z._~-]{1,200}";

    private final Connecting connecting;
    private final List<String> allowedHosts;

    BigCommerceFlow(Connecting connecting, List<String> allowedHosts) {
        this.connecting = connecting;
        this.allowedHosts = List.copyOf(allowedHosts);
    }

    @Override
    public Platform platform() {
        return Platform.BIGCOMMERCE;
    }

    @Override
    public Form form(Visit visit) {
        return form(visit, "");
    }

    private static Form form(Visit visit, String path) {
        return new Form(
                Platform.BIGCOMMERCE.slug(),
                visit.text("bigcommerce.title"),
                visit.text("bigcommerce.lead"),
                null,
                List.of(
                        new Form.Field(
                                "path",
                                visit.text("bigcommerce.path"),
                                "url",
                                path,
                                visit.text("bigcommerce.path.hint"),
                                true),
                        new Form.Field("token", visit.text("bigcommerce.token"), "password", "", "", true)),
                List.of(new Form.Button("connect", visit.text("woo.connect"), true, false)));
    }

    @Override
    public Step submit(Visit visit, Map<String, String> fields) {
        String said = fields.getOrDefault("path", "").strip();
        Optional<URI> store = store(said);
        if (store.isEmpty()) {
            return new Step.Show(form(visit, "").with(visit.text("problem.bigcommerce_path")));
        }
        String token = fields.getOrDefault("token", "").strip();
        if (!token.matches(TOKEN)) {
            return new Step.Show(form(visit, said).with(visit.text("problem.invalid_credentials")));
        }
        Secret secret = new Secret(Map.of("access_token", token, "webhook_secret", SecretToken.make()));
        return switch (connecting.connect(
                visit.merchant(), Platform.BIGCOMMERCE, store.get(), secret, Optional.empty())) {
            case Connecting.Outcome.Connected connected -> new Step.Connected();
            case Connecting.Outcome.Refused refused ->
                new Step.Show(form(visit, said).with(visit.text("problem." + refused.code())));
        };
    }

    /// At BigCommerce itself, or at a host that is allowed for development: nobody else is shown the token.
    private Optional<URI> store(String said) {
        Matcher parts = API_PATH.matcher(said);
        return parts.matches()
                        && (allowedHosts.contains(parts.group(2))
                                || (parts.group(2).equals(HOST)
                                        && parts.group(1).equals("https")))
                ? Optional.of(URI.create(parts.group(1) + "://" + parts.group(2) + parts.group(3)))
                : Optional.empty();
    }
}
