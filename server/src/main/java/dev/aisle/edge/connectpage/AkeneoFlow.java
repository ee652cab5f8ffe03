package dev.aisle.edge.connectpage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.Connecting;
import dev.aisle.partner.connect.ConnectSession;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.akeneo.AkeneoMapping;
import dev.aisle.partner.source.akeneo.AkeneoSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Akeneo: the access to the PIM, tried by a button; then which of its attributes says what, guessed and to
/// be confirmed. What was entered is held in memory between the two steps and never written into a page.
final class AkeneoFlow implements Flow {

    private static final int MOST_PENDING = 1_000;
    private static final List<String> ENTERED = List.of("client_id", "client_secret", "username", "password");

    private final AkeneoSource source;
    private final Connecting connecting;
    private final Cache<String, Pending> pending = Caffeine.newBuilder()
            .maximumSize(MOST_PENDING)
            .expireAfterWrite(ConnectSession.LIFETIME)
            .build();

    private record Pending(URI host, Secret secret) {}

    AkeneoFlow(AkeneoSource source, Connecting connecting) {
        this.source = source;
        this.connecting = connecting;
    }

    @Override
    public Platform platform() {
        return Platform.AKENEO;
    }

    @Override
    public Form form(Visit visit) {
        return accessForm(visit, Map.of());
    }

    private static Form accessForm(Visit visit, Map<String, String> said) {
        return new Form(
                Platform.AKENEO.slug(),
                visit.text("akeneo.title"),
                visit.text("akeneo.lead"),
                null,
                List.of(
                        field(visit, "host", "url", said),
                        field(visit, "client_id", "text", said),
                        field(visit, "client_secret", "password", Map.of()),
                        field(visit, "username", "text", said),
                        field(visit, "password", "password", Map.of())),
                List.of(new Form.Button("test", visit.text("akeneo.test"), true, false)));
    }

    private static Form.Field field(Visit visit, String name, String type, Map<String, String> said) {
        return new Form.Field(name, visit.text("akeneo." + name), type, said.getOrDefault(name, ""), "", true);
    }

    @Override
    public Step submit(Visit visit, Map<String, String> fields) {
        return fields.getOrDefault("way", "").equals("connect") ? connect(visit, fields) : tried(visit, fields);
    }

    private Step tried(Visit visit, Map<String, String> fields) {
        Optional<URI> host = host(fields.getOrDefault("host", ""));
        if (host.isEmpty()) {
            return new Step.Show(accessForm(visit, fields).with(visit.text("problem.address")));
        }
        Secret secret = new Secret(Map.of());
        for (String name : ENTERED) {
            secret = secret.with(name, fields.getOrDefault(name, "").strip());
        }
        return switch (source.learn(new Access(visit.merchant(), host.get(), Optional.empty(), secret))) {
            case AkeneoSource.Known.Bad bad ->
                new Step.Show(accessForm(visit, fields).with(visit.text("problem." + bad.code())));
            case AkeneoSource.Known.Good good -> {
                pending.put(visit.session().id(), new Pending(host.get(), good.secret()));
                yield new Step.Show(mappingForm(visit, guessed(good)));
            }
        };
    }

    private static Optional<URI> host(String said) {
        try {
            URI url = URI.create(said.strip().replaceFirst("/+$", ""));
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            return web && url.getHost() != null && url.getRawUserInfo() == null && url.getRawQuery() == null
                    ? Optional.of(url)
                    : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static Map<String, String> guessed(AkeneoSource.Known.Good known) {
        Map<String, String> said = new java.util.HashMap<>();
        said.put("channel", known.channels().stream().findFirst().orElse(""));
        said.put("locale", known.locales().stream().findFirst().orElse(""));
        AkeneoMapping.guess(known.attributes())
                .attributes()
                .forEach((target, code) -> said.put("map_" + target.word(), code));
        return said;
    }

    private static Form mappingForm(Visit visit, Map<String, String> said) {
        List<Form.Field> all = new ArrayList<>();
        for (String name : List.of("channel", "locale", "currency")) {
            all.add(new Form.Field(
                    name,
                    visit.text("akeneo." + name),
                    "text",
                    said.getOrDefault(name, ""),
                    "",
                    name.equals("currency")));
        }
        for (AkeneoMapping.Target target : AkeneoMapping.Target.values()) {
            String name = "map_" + target.word();
            all.add(new Form.Field(
                    name,
                    visit.text("akeneo." + name),
                    "text",
                    said.getOrDefault(name, ""),
                    target == AkeneoMapping.Target.LINK ? visit.text("akeneo.map_link.hint") : "",
                    isNeeded(target)));
        }
        return new Form(
                Platform.AKENEO.slug(),
                visit.text("akeneo.map.title"),
                visit.text("akeneo.map.lead"),
                null,
                all,
                List.of(new Form.Button("connect", visit.text("woo.connect"), true, false)));
    }

    private static boolean isNeeded(AkeneoMapping.Target target) {
        return switch (target) {
            case TITLE, PRICE, LINK -> true;
            default -> false;
        };
    }

    private Step connect(Visit visit, Map<String, String> fields) {
        Pending held = pending.getIfPresent(visit.session().id());
        if (held == null) {
            return new Step.Show(accessForm(visit, Map.of()));
        }
        String currency = fields.getOrDefault("currency", "").strip().toUpperCase(Locale.ROOT);
        Map<AkeneoMapping.Target, String> mapped = new EnumMap<>(AkeneoMapping.Target.class);
        for (AkeneoMapping.Target target : AkeneoMapping.Target.values()) {
            mapped.put(target, fields.getOrDefault("map_" + target.word(), "").strip());
        }
        boolean whole = mapped.entrySet().stream()
                .allMatch(it -> !isNeeded(it.getKey()) || !it.getValue().isEmpty());
        if (!whole || !currency.matches("[A-Z]{3}")) {
            return new Step.Show(mappingForm(visit, fields).with(visit.text("akeneo.map.incomplete")));
        }
        Secret secret = new AkeneoMapping(mapped)
                .into(held.secret())
                .with("channel", fields.getOrDefault("channel", "").strip())
                .with("locale", fields.getOrDefault("locale", "").strip());
        return switch (connecting.connect(
                visit.merchant(), Platform.AKENEO, held.host(), secret, Optional.of(currency))) {
            case Connecting.Outcome.Connected connected -> {
                pending.invalidate(visit.session().id());
                yield new Step.Connected();
            }
            case Connecting.Outcome.Refused refused ->
                new Step.Show(mappingForm(visit, fields).with(visit.text("problem." + refused.code())));
        };
    }
}
