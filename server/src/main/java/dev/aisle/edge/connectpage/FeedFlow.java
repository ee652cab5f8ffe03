package dev.aisle.edge.connectpage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.aisle.base.ids.SecretToken;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.Connecting;
import dev.aisle.partner.connect.ConnectSession;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.file.Column;
import dev.aisle.partner.source.file.ColumnChoice;
import dev.aisle.partner.source.file.FeedFileSource;
import dev.aisle.partner.source.file.FeedLook;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A product feed file: its address and what lets us read it, or the file itself; then which of its columns says
/// what, guessed and to be confirmed. What was entered is held in memory between the two steps and never written
/// into a page.
final class FeedFlow implements Flow {

    private static final int HASH_BYTES = 8;
    private static final int MOST_PENDING = 1_000;
    private static final FeedLook NOTHING = new FeedLook(List.of(), Map.of());

    private final ConnectPage.FeedDoor door;
    private final Connecting connecting;
    private final Cache<String, Pending> pending = Caffeine.newBuilder()
            .maximumSize(MOST_PENDING)
            .expireAfterWrite(ConnectSession.LIFETIME)
            .<String, Pending>removalListener((session, left, cause) -> {
                if (left != null && cause.wasEvicted()) {
                    drop(left);
                }
            })
            .build();

    private record Pending(URI store, Secret secret, FeedLook look) {}

    FeedFlow(ConnectPage.FeedDoor door, Connecting connecting) {
        this.door = door;
        this.connecting = connecting;
    }

    @Override
    public Platform platform() {
        return Platform.PRODUCT_FEED;
    }

    @Override
    public Form form(Visit visit) {
        Pending held = pending.getIfPresent(visit.session().id());
        return held == null ? fileForm(visit, "") : ColumnsForm.of(visit, held.look, held.look.guess());
    }

    private static Form fileForm(Visit visit, String url) {
        return new Form(
                Platform.PRODUCT_FEED.slug(),
                visit.text("feed.title"),
                visit.text("feed.lead"),
                null,
                List.of(
                        new Form.Field("url", visit.text("feed.url"), "url", url, visit.text("feed.url.hint"), false),
                        new Form.Field("user", visit.text("feed.user"), "text", "", "", false),
                        new Form.Field("password", visit.text("feed.password"), "password", "", "", false),
                        new Form.Field(
                                "file", visit.text("feed.file"), "file", "", visit.text("feed.file.hint"), false)),
                List.of(new Form.Button("look", visit.text("continue"), true, false)));
    }

    @Override
    public Step submit(Visit visit, Map<String, String> fields) {
        return submit(visit, fields, Optional.empty());
    }

    @Override
    public Step submit(Visit visit, Map<String, String> fields, Optional<InputStream> file) {
        return switch (fields.getOrDefault("way", "look")) {
            case "other" -> other(visit);
            case "show" -> show(visit, fields);
            case "connect" -> connect(visit, fields);
            default -> file.isPresent() ? uploaded(visit, file.get()) : addressed(visit, fields);
        };
    }

    private Step uploaded(Visit visit, InputStream file) {
        String name;
        try {
            name = door.folder().take(visit.merchant().id(), file);
        } catch (IOException broken) {
            return new Step.Show(fileForm(visit, "").with(visit.text("problem.upload")));
        }
        URI store = URI.create(visit.merchant().home() + "?" + name);
        return looked(visit, "", new Pending(store, new Secret(Map.of("upload", name)), NOTHING));
    }

    private Step addressed(Visit visit, Map<String, String> fields) {
        String said = fields.getOrDefault("url", "").strip();
        Optional<URI> url = address(said);
        if (url.isEmpty()) {
            return new Step.Show(fileForm(visit, shown(said)).with(visit.text("problem.address")));
        }
        Map<String, String> values = new HashMap<>(Map.of("url", said));
        Optional.ofNullable(fields.get("user")).filter(it -> !it.isBlank()).ifPresent(user -> {
            values.put("user", user);
            values.put("password", fields.getOrDefault("password", ""));
        });
        return looked(visit, said, new Pending(withoutSecrets(url.get()), new Secret(values), NOTHING));
    }

    private Step looked(Visit visit, String said, Pending entered) {
        return switch (door.source().look(entered.secret)) {
            case FeedFileSource.Looked.Bad bad -> {
                drop(entered);
                yield new Step.Show(fileForm(visit, shown(said)).with(visit.text("problem." + bad.code())));
            }
            case FeedFileSource.Looked.Good good -> {
                other(visit);
                pending.put(visit.session().id(), new Pending(entered.store, entered.secret, good.look()));
                yield new Step.Onward();
            }
        };
    }

    /// Another file, then.
    private Step other(Visit visit) {
        Pending held = pending.getIfPresent(visit.session().id());
        if (held != null) {
            pending.invalidate(visit.session().id());
            drop(held);
        }
        return new Step.Onward();
    }

    private void drop(Pending left) {
        left.secret.find("upload").ifPresent(door.folder()::drop);
    }

    /// The values of other columns than were guessed.
    private Step show(Visit visit, Map<String, String> fields) {
        Pending held = pending.getIfPresent(visit.session().id());
        return held == null
                ? new Step.Onward()
                : new Step.Show(ColumnsForm.of(visit, held.look, ColumnsForm.chosen(held.look, fields)));
    }

    private Step connect(Visit visit, Map<String, String> fields) {
        Pending held = pending.getIfPresent(visit.session().id());
        if (held == null) {
            return new Step.Onward();
        }
        Map<Column, String> chosen = ColumnsForm.chosen(held.look, fields);
        Form again = ColumnsForm.of(visit, held.look, chosen);
        if (Column.NEEDED.stream().anyMatch(it -> chosen.getOrDefault(it, "").isEmpty())) {
            return new Step.Show(again.with(visit.text("feed.columns.incomplete")));
        }
        return switch (connecting.connect(
                visit.merchant(),
                Platform.PRODUCT_FEED,
                held.store,
                new ColumnChoice(chosen).into(held.secret),
                Optional.empty())) {
            case Connecting.Outcome.Connected connected -> {
                pending.invalidate(visit.session().id());
                yield new Step.Connected();
            }
            case Connecting.Outcome.Refused refused ->
                new Step.Show(again.with(visit.text("problem." + refused.code())));
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

    /// Queries of feed addresses often hold keys; the whole address is kept with the credentials, and told apart by
    /// a hash.
    private static URI withoutSecrets(URI url) {
        String hash = HexFormat.of().formatHex(SecretToken.hash(url.toString()), 0, HASH_BYTES);
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return URI.create(url.getScheme() + "://" + url.getRawAuthority() + path + "?" + hash);
    }
}
