package dev.aisle.partner.push;

import dev.aisle.base.http.Ask;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.json.Json;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.PlatformHttp;
import dev.aisle.partner.source.Reply;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Microsoft Merchant Center by its Content API (v9.1): batches of items, each with a verdict of its own. What was
/// inserted before under the same id is replaced.
public final class MicrosoftOutlet implements Outlet {

    /// The limits page says 300 items a call, the reference 4 MB.
    private static final int MOST_AT_ONCE = 300;

    private static final int LARGEST_CALL = 3_500_000;
    private static final String NAME = "Microsoft Merchant Center";
    private static final String SCOPE = "https://ads.microsoft.com/msads.manage offline_access";
    private static final String NUMBER = "[0-9]{1,20}";

    private final PlatformHttp http;
    private final URI base;
    private final AccessTokens tokens;

    private record Entered(Change change, String json) {}

    /// @param base of the API, without a slash at the end
    /// @param tokenEndpoint where refresh tokens are exchanged for access tokens
    public MicrosoftOutlet(OutsideHttp http, URI base, URI tokenEndpoint, InstantSource time) {
        this.http = new PlatformHttp(http, time);
        this.base = base;
        this.tokens = new AccessTokens(this.http, tokenEndpoint, NAME, MicrosoftOutlet::form, time);
    }

    @Override
    public Platform platform() {
        return Platform.MICROSOFT;
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("store", false, true, ""),
                new Entry("catalog", false, false, ""),
                new Entry("customer", false, true, ""),
                new Entry("account", false, true, ""),
                new Entry("developer_token", true, true, ""),
                new Entry("client_id", false, true, ""),
                new Entry("client_secret", true, false, ""),
                new Entry("refresh_token", true, true, ""),
                new Entry("language", false, false, "en"),
                new Entry("country", false, false, "US"));
    }

    @Override
    public List<String> place() {
        return List.of("store", "catalog", "language", "country");
    }

    @Override
    public int mostAtOnce() {
        return MOST_AT_ONCE;
    }

    @Override
    public Tried open(Account account) {
        Secret secret = account.secret();
        boolean wellFormed = secret.get("store").matches(NUMBER)
                && secret.get("customer").matches(NUMBER)
                && secret.get("account").matches(NUMBER)
                && secret.get("catalog").matches("[0-9]{0,20}")
                && secret.get("language").matches("[a-z]{2}")
                && secret.get("country").matches("[A-Z]{2}");
        if (!wellFormed) {
            return new Tried.Shut("invalid_credentials", "The store, the customer or the account is no number.");
        }
        Secret[] newest = {secret};
        Account here = new Account(account.merchant(), secret, fresh -> newest[0] = fresh);
        return switch (tokens.of(here)) {
            case AccessTokens.Token.None none -> none.shut();
            case AccessTokens.Token.Good token -> {
                Reply reply = oneProduct(secret, token.value());
                yield reply instanceof Reply.Said ? new Tried.Open(newest[0]) : Stops.shut(reply, NAME);
            }
        };
    }

    @Override
    public Told tell(Account account, List<Change> changes) {
        Map<String, Verdict> verdicts = new HashMap<>();
        List<Entered> call = new ArrayList<>();
        int size = 0;
        for (Change change : changes) {
            Entered entered = new Entered(change, entry(account.secret(), change, call.size() + 1));
            if (size + entered.json.length() * 2 > LARGEST_CALL && !call.isEmpty()) {
                Optional<Stop> stop = send(account, call, verdicts);
                if (stop.isPresent()) {
                    return new Told(verdicts, stop);
                }
                call.clear();
                size = 0;
                entered = new Entered(change, entry(account.secret(), change, 1));
            }
            call.add(entered);
            size += entered.json.length() * 2;
        }
        return new Told(verdicts, call.isEmpty() ? Optional.empty() : send(account, call, verdicts));
    }

    private Optional<Stop> send(Account account, List<Entered> call, Map<String, Verdict> verdicts) {
        return switch (tokens.of(account)) {
            case AccessTokens.Token.None none -> Optional.of(none.stop());
            case AccessTokens.Token.Good token -> send(account, token.value(), call, verdicts);
        };
    }

    private Optional<Stop> send(Account account, String token, List<Entered> call, Map<String, Verdict> verdicts) {
        Secret secret = account.secret();
        String catalog = secret.get("catalog");
        URI batch = URI.create(base + "/" + secret.get("store") + "/products/batch"
                + (catalog.isEmpty() ? "" : "?bmc-catalog-id=" + catalog));
        String body = "{\"entries\":["
                + String.join(",", call.stream().map(Entered::json).toList()) + "]}";
        Reply reply = http.send(
                "POST", batch, headers(secret, token), Optional.of(new Ask.Content("application/json", body)));
        return switch (reply) {
            case Reply.Said said -> {
                read(said.body(), call, verdicts);
                yield Optional.empty();
            }
            case Reply.Failed failed
            when failed.status() == 401 ->
                Optional.of(tokens.afterRefusal(account, reply, fresh -> oneProduct(secret, fresh)));
            case Reply.Failed failed -> Optional.of(Stops.of(failed, NAME));
            case Reply.Silent silent -> Optional.of(Stops.of(silent, NAME));
        };
    }

    private Reply oneProduct(Secret secret, String token) {
        return http.get(
                URI.create(base + "/" + secret.get("store") + "/products?max-results=1"), headers(secret, token));
    }

    private static void read(JsonNode answer, List<Entered> call, Map<String, Verdict> verdicts) {
        for (JsonNode entry : answer.path("entries")) {
            int number = entry.path("batchId").asInt(0);
            if (number >= 1 && number <= call.size()) {
                Change change = call.get(number - 1).change;
                verdicts.put(change.id(), verdict(entry.path("errors"), change));
            }
        }
    }

    private static Verdict verdict(JsonNode errors, Change change) {
        JsonNode first = errors.path("errors").path(0);
        boolean gone = errors.path("code").asInt(0) == 404 && change.now().isEmpty();
        if (errors.isMissingNode() || errors.isNull() || gone) {
            return new Verdict.Taken();
        }
        String reason = PlatformHttp.text(first, "reason");
        String message = PlatformHttp.text(first, "message");
        return new Verdict.Refused(
                reason.isEmpty() ? "refused" : reason.toLowerCase(Locale.ROOT),
                MicrosoftProduct.feedField(PlatformHttp.text(first, "location")),
                message.isEmpty() ? PlatformHttp.text(errors, "message") : message);
    }

    private static String entry(Secret secret, Change change, int number) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("batchId", number);
        entry.put("merchantId", secret.get("store"));
        change.now()
                .ifPresentOrElse(
                        item -> {
                            entry.put("method", "insert");
                            entry.put("product", MicrosoftProduct.of(item, secret));
                        },
                        () -> {
                            entry.put("method", "delete");
                            entry.put(
                                    "productId",
                                    "Online:" + secret.get("language") + ':' + secret.get("country") + ':'
                                            + change.id());
                        });
        return Json.write(entry);
    }

    private static Map<String, String> form(Secret secret) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("client_id", secret.get("client_id"));
        secret.find("client_secret").filter(it -> !it.isEmpty()).ifPresent(it -> form.put("client_secret", it));
        form.put("refresh_token", secret.get("refresh_token"));
        form.put("scope", SCOPE);
        return form;
    }

    private static Map<String, String> headers(Secret secret, String token) {
        return Map.of(
                "AuthenticationToken", token,
                "DeveloperToken", secret.get("developer_token"),
                "CustomerId", secret.get("customer"),
                "CustomerAccountId", secret.get("account"));
    }
}
