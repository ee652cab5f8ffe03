package dev.aisle.partner.push;

import dev.aisle.base.http.OutsideHttp;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.PlatformHttp;
import dev.aisle.partner.source.Reply;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/// Google Merchant Center by its Merchant API (developers.google.com/merchant/api, products v1): one call an item,
/// some of them at a time. An insert takes the place of what is there under the same language, offer and data source.
public final class GoogleOutlet implements Outlet {

    private static final int MOST_AT_ONCE = 200;
    private static final int CALLS_AT_ONCE = 4;
    private static final String NAME = "Google Merchant Center";
    private static final String NUMBER = "[0-9]{1,20}";

    private final PlatformHttp http;
    private final URI base;
    private final AccessTokens tokens;

    /// @param base of the API, without a slash at the end
    /// @param tokenEndpoint where keys are exchanged for access tokens
    public GoogleOutlet(OutsideHttp http, URI base, URI tokenEndpoint, InstantSource time) {
        this.http = new PlatformHttp(http, time);
        this.base = base;
        this.tokens = new AccessTokens(
                this.http,
                tokenEndpoint,
                NAME,
                secret -> GoogleKey.parse(secret.get("key_file"))
                        .map(key -> key.form(tokenEndpoint.toString(), time.instant()))
                        .orElse(Map.of()),
                time);
    }

    @Override
    public Platform platform() {
        return Platform.GOOGLE;
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("account", false, true, ""),
                new Entry("data_source", false, true, ""),
                new Entry("key_file", true, true, ""),
                new Entry("language", false, false, "en"),
                new Entry("feed_label", false, false, "US"));
    }

    @Override
    public List<String> place() {
        return List.of("account", "data_source", "language", "feed_label");
    }

    @Override
    public int mostAtOnce() {
        return MOST_AT_ONCE;
    }

    @Override
    public Tried open(Account account) {
        Secret secret = account.secret();
        boolean wellFormed = secret.get("account").matches(NUMBER)
                && secret.get("data_source").matches(NUMBER)
                && secret.get("language").matches("[a-z]{2}")
                && secret.get("feed_label").matches("[A-Z0-9_-]{1,20}")
                && GoogleKey.parse(secret.get("key_file")).isPresent();
        if (!wellFormed) {
            return new Tried.Shut(
                    "invalid_credentials", "The account, the data source or the key file is not complete.");
        }
        return switch (tokens.of(account)) {
            case AccessTokens.Token.None none -> none.shut();
            case AccessTokens.Token.Good token -> {
                Reply reply = dataSource(secret, token.value());
                yield reply instanceof Reply.Said said ? source(said.body(), secret) : Stops.shut(reply, NAME);
            }
        };
    }

    /// Items can be told only to a data source of the kind for it; one that is for one language and label decides
    /// both.
    private static Tried source(JsonNode source, Secret secret) {
        if (!PlatformHttp.text(source, "input").equals("API")) {
            return new Tried.Shut(
                    "insufficient_permissions",
                    "That data source takes files. Make one of the kind API, and enter its id.");
        }
        JsonNode primary = source.path("primaryProductDataSource");
        String language = PlatformHttp.text(primary, "contentLanguage");
        String label = PlatformHttp.text(primary, "feedLabel");
        Secret known = language.isEmpty() ? secret : secret.with("language", language);
        return new Tried.Open(label.isEmpty() ? known : known.with("feed_label", label));
    }

    @Override
    public Told tell(Account account, List<Change> changes) {
        return switch (tokens.of(account)) {
            case AccessTokens.Token.None none -> new Told(Map.of(), Optional.of(none.stop()));
            case AccessTokens.Token.Good token -> tell(account, token.value(), changes);
        };
    }

    /// Several at a time; after an answer that is about more than its item none is begun any more.
    private Told tell(Account account, String token, List<Change> changes) {
        Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
        AtomicReference<Optional<Stop>> stop = new AtomicReference<>(Optional.empty());
        Semaphore free = new Semaphore(CALLS_AT_ONCE);
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Change change : changes) {
                free.acquireUninterruptibly();
                if (stop.get().isPresent()) {
                    free.release();
                    break;
                }
                calls.execute(() -> {
                    try {
                        Reply reply = send(account.secret(), token, change);
                        Optional<Verdict> verdict = verdict(reply, change);
                        verdict.ifPresent(it -> verdicts.put(change.id(), it));
                        if (verdict.isEmpty()) {
                            stop.compareAndSet(Optional.empty(), Optional.of(stop(account, reply)));
                        }
                    } finally {
                        free.release();
                    }
                });
            }
        }
        return new Told(verdicts, stop.get());
    }

    private Stop stop(Account account, Reply reply) {
        return reply instanceof Reply.Failed failed && failed.status() == 401
                ? tokens.afterRefusal(account, reply, token -> dataSource(account.secret(), token))
                : Stops.of(reply, NAME);
    }

    private Reply dataSource(Secret secret, String token) {
        return http.get(URI.create(base + "/datasources/v1/" + source(secret)), headers(token));
    }

    private Reply send(Secret secret, String token, Change change) {
        String products = base + "/products/v1/accounts/" + secret.get("account") + "/productInputs";
        String to = "?dataSource=" + source(secret);
        return change.now()
                .map(item -> http.post(
                        URI.create(products + ":insert" + to), headers(token), GoogleProduct.of(item, secret)))
                .orElseGet(() -> http.send(
                        "DELETE",
                        URI.create(products
                                + '/'
                                + secret.get("language")
                                + '~'
                                + secret.get("feed_label")
                                + '~'
                                + change.id()
                                + to),
                        headers(token),
                        Optional.empty()));
    }

    private static String source(Secret secret) {
        return "accounts/" + secret.get("account") + "/dataSources/" + secret.get("data_source");
    }

    private static Map<String, String> headers(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    /// Nothing where the answer is about more than this item.
    private static Optional<Verdict> verdict(Reply reply, Change change) {
        return switch (reply) {
            case Reply.Said ignored -> Optional.of(new Verdict.Taken());
            case Reply.Failed failed
            when failed.status() == 404 && change.now().isEmpty() ->
                Optional.of(new Verdict.Taken()); // it is not there, as wanted
            case Reply.Failed failed when failed.status() == 400 -> Optional.of(refused(failed.body()));
            case Reply.Failed ignored -> Optional.empty();
            case Reply.Silent ignored -> Optional.empty();
        };
    }

    /// `google.rpc.Status` with its details: the first field that is named, and the reason.
    private static Verdict refused(JsonNode body) {
        JsonNode error = body.path("error");
        String field = "";
        String message = PlatformHttp.text(error, "message");
        String rule = PlatformHttp.text(error, "status").toLowerCase(Locale.ROOT);
        for (JsonNode detail : error.path("details")) {
            for (JsonNode violation : detail.path("fieldViolations")) {
                if (field.isEmpty()) {
                    field = GoogleProduct.feedField(PlatformHttp.text(violation, "field"));
                    String said = PlatformHttp.text(violation, "description");
                    message = said.isEmpty() ? message : said;
                }
            }
            String reason = PlatformHttp.text(detail, "reason");
            rule = reason.isEmpty() ? rule : reason.toLowerCase(Locale.ROOT);
        }
        return new Verdict.Refused(rule.isEmpty() ? "refused" : rule, field, message);
    }
}
