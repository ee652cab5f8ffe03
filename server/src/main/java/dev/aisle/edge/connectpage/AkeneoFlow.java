package dev.aisle.edge.connectpage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.Connecting;
import dev.aisle.partner.connect.ConnectSession;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.akeneo.AkeneoSource;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Akeneo: the access to the PIM, tried by a button; then which of its attributes says what, guessed and to
/// be confirmed. What was entered is held in memory between the two steps and never written into a page. A last step,
/// that may wait, has the PIM tell of changes by itself.
final class AkeneoFlow implements Flow {

    private static final int MOST_PENDING = 1_000;
    private static final String EVENTS = "events";
    private static final String SIGNING_SECRET = "[!-~]{16,200}";
    private static final List<String> ENTERED = List.of("client_id", "client_secret", "username", "password");

    private final AkeneoSource source;
    private final Connecting connecting;
    private final Cache<String, Pending> pending = Caffeine.newBuilder()
            .maximumSize(MOST_PENDING)
            .expireAfterWrite(ConnectSession.LIFETIME)
            .build();

    private record Pending(URI host, AkeneoSource.Known.Good known) {}

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
        return switch (fields.getOrDefault("way", "")) {
            case "connect" -> connect(visit, fields);
            case EVENTS -> new Step.Show(eventsForm(visit));
            case "believe" -> believe(visit, fields);
            case "later" -> later(visit);
            default -> tried(visit, fields);
        };
    }

    @Override
    public List<Form.Button> more(Visit visit) {
        return List.of(new Form.Button(EVENTS, visit.text("akeneo.events"), true, true));
    }

    /// The PIM calls nobody until a person has entered our address there, and here what it signs with.
    private Form eventsForm(Visit visit) {
        return new Form(
                        Platform.AKENEO.slug(),
                        visit.text("akeneo.events.title"),
                        visit.text("akeneo.events.lead"),
                        null,
                        List.of(
                                new Form.Field(
                                        "events_url",
                                        visit.text("akeneo.events.url"),
                                        Form.Field.FIXED,
                                        connecting
                                                .calledAt(visit.merchant().id(), Platform.AKENEO)
                                                .orElse(""),
                                        visit.text("akeneo.events.url.hint"),
                                        false),
                                new Form.Field(
                                        "events_secret",
                                        visit.text("akeneo.events.secret"),
                                        "password",
                                        "",
                                        visit.text("akeneo.events.secret.hint"),
                                        true)),
                        List.of(
                                new Form.Button("believe", visit.text("akeneo.events.save"), true, false),
                                new Form.Button("later", visit.text("akeneo.events.later"), false, true)))
                .ofConnected();
    }

    private Step believe(Visit visit, Map<String, String> fields) {
        String said = fields.getOrDefault("events_secret", "").strip();
        if (!connecting.isActive(visit.merchant().id(), Platform.AKENEO)) {
            return new Step.Show(accessForm(visit, Map.of()));
        }
        if (!said.matches(SIGNING_SECRET)) {
            return new Step.Show(eventsForm(visit).with(visit.text("akeneo.events.wrong")));
        }
        connecting.believe(visit.merchant().id(), Platform.AKENEO, said);
        return new Step.Connected();
    }

    private Step later(Visit visit) {
        return connecting.isActive(visit.merchant().id(), Platform.AKENEO)
                ? new Step.Connected()
                : new Step.Show(accessForm(visit, Map.of()));
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
                pending.put(visit.session().id(), new Pending(host.get(), good));
                yield new Step.Show(MappingForm.guessed(visit, good));
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

    private Step connect(Visit visit, Map<String, String> fields) {
        Pending held = pending.getIfPresent(visit.session().id());
        if (held == null) {
            return new Step.Show(accessForm(visit, Map.of()));
        }
        Optional<MappingForm.Chosen> chosen = MappingForm.chosen(held.known(), fields);
        if (chosen.isEmpty()) {
            return new Step.Show(MappingForm.of(visit, held.known(), fields).with(visit.text("akeneo.map.incomplete")));
        }
        return switch (connecting.connect(
                visit.merchant(),
                Platform.AKENEO,
                held.host(),
                chosen.get().secret(),
                Optional.of(chosen.get().currency()))) {
            case Connecting.Outcome.Connected connected -> {
                pending.invalidate(visit.session().id());
                yield new Step.Show(eventsForm(visit));
            }
            case Connecting.Outcome.Refused refused ->
                new Step.Show(
                        MappingForm.of(visit, held.known(), fields).with(visit.text("problem." + refused.code())));
        };
    }
}
