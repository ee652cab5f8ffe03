package dev.aisle.partner.source.akeneo;

import static dev.aisle.partner.source.PlatformHttp.text;

import dev.aisle.base.http.OutsideHttp;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Place;
import dev.aisle.partner.source.Reply;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.source.TheirClock;
import dev.aisle.partner.source.Tokens;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// An Akeneo PIM, 7.0 or later. The secret holds `client_id`, `client_secret`, `username`, `password`, the
/// tokens they gave, `channel`, `locale` and the mapping of attributes, and `webhook_secret` where the PIM
/// tells us of changes. A run follows `search_after`, so
/// that a list that changes while it is read loses nothing. Pictures kept in the PIM itself are not public
/// and are left out.
public final class AkeneoSource implements Source {

    private static final int PAGE = 100;
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F-]{8,64}");
    private static final int MOST_ATTRIBUTE_PAGES = 20;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final AkeneoClient client;
    private final InstantSource time;
    private final int page;

    public AkeneoSource(OutsideHttp http, InstantSource time) {
        this(http, time, PAGE);
    }

    /// @param page products of one request
    public AkeneoSource(OutsideHttp http, InstantSource time, int page) {
        this.client = new AkeneoClient(http, time);
        this.time = time;
        this.page = page;
    }

    /// What a PIM has to choose from.
    public sealed interface Known {

        /// The secret with tokens in it, the attributes, channels and locales.
        record Good(
                Secret secret, List<AkeneoMapping.Attribute> attributes, List<String> channels, List<String> locales)
                implements Known {}

        /// A code of the contract's list.
        record Bad(String code) implements Known {}
    }

    @Override
    public Platform platform() {
        return Platform.AKENEO;
    }

    /// Tries credentials, and asks what there is to map.
    public Known learn(Access access) {
        return switch (client.signIn(access.store(), access.secret())) {
            case Tokens.Renewed.Refused refused -> new Known.Bad("invalid_credentials");
            case Tokens.Renewed.NotNow notNow -> new Known.Bad("store_unreachable");
            case Tokens.Renewed.Fresh fresh -> {
                Access now = new Access(access.merchant(), access.store(), access.currency(), fresh.secret());
                yield learned(now);
            }
        };
    }

    private Known learned(Access access) {
        List<AkeneoMapping.Attribute> attributes = new ArrayList<>();
        Optional<String> next = Optional.of("attributes?limit=100");
        for (int n = 0; next.isPresent() && n < MOST_ATTRIBUTE_PAGES; n++) {
            switch (client.get(access, next.get())) {
                case Reply.Said said -> {
                    AkeneoList.items(said.body())
                            .forEach(it ->
                                    attributes.add(new AkeneoMapping.Attribute(text(it, "code"), text(it, "type"))));
                    next = said.body().path("_links").has("next")
                            ? Optional.of("attributes?limit=100&page=" + (n + 2))
                            : Optional.empty();
                }
                case Reply.Failed failed
                when failed.status() == 403 -> {
                    return new Known.Bad("insufficient_permissions");
                }
                case Reply.Unsaid unsaid -> {
                    return new Known.Bad("platform_error");
                }
            }
        }
        List<String> channels = new ArrayList<>();
        List<String> locales = new ArrayList<>();
        if (client.get(access, "channels?limit=100") instanceof Reply.Said said) {
            AkeneoList.items(said.body()).forEach(channel -> {
                channels.add(text(channel, "code"));
                channel.path("locales").forEach(locale -> locales.add(locale.asString("")));
            });
        }
        return new Known.Good(
                access.secret(),
                attributes,
                channels,
                locales.stream().distinct().toList());
    }

    @Override
    public Checked check(Access access) {
        return switch (client.get(access, "products-uuid?limit=1&pagination_type=search_after")) {
            case Reply.Said said -> new Checked.Good(access.currency());
            case Reply.Unsaid unsaid -> unsaid.checked();
        };
    }

    @Override
    public Pulled pull(Access access, Optional<Instant> since, Optional<String> place, Consumer<List<Thing>> out) {
        Place at = Place.parse(place.orElse(""), AkeneoList.CURSOR);
        Reply reply = at.cursor().isEmpty()
                ? TheirClock.ask(since, from -> client.get(access, list(access, at, from)))
                : client.get(access, list(access, at, since));
        return switch (reply) {
            case Reply.Said said
            when said.body().path("_embedded").path("items").isArray() -> part(access, said.body(), at);
            case Reply.Said said ->
                new Pulled.Later(Reply.LONG_WAIT, "platform_error", "The PIM sent no list. We try again later.");
            case Reply.Failed failed
            when failed.status() == 422 && at.mayBeginAgain() ->
                new Pulled.Part(List.of(), Optional.of(at.again().text()));
            case Reply.Unsaid unsaid -> unsaid.pulled();
        };
    }

    /// What is switched off must be told apart from what did not change.
    private URI list(Access access, Place at, Optional<Instant> since) {
        if (!at.cursor().isEmpty()) {
            return URI.create(access.store() + at.cursor());
        }
        Map<String, Object> search = new HashMap<>();
        since.ifPresentOrElse(
                it -> search.put("updated", List.of(Map.of("operator", ">", "value", STAMP.format(it)))),
                () -> search.put("enabled", List.of(Map.of("operator", "=", "value", true))));
        return AkeneoList.search(access, search, page);
    }

    private Pulled part(Access access, JsonNode body, Place at) {
        List<JsonNode> products = AkeneoList.items(body);
        return switch (AkeneoModels.above(products, client, access)) {
            case AkeneoModels.Bad bad -> bad.why();
            case AkeneoModels.Good models -> part(access, body, products, models, at);
        };
    }

    private Pulled part(Access access, JsonNode body, List<JsonNode> products, AkeneoModels.Good models, Place at) {
        AkeneoProduct reader = new AkeneoProduct(access, time.instant());
        List<Thing> things = new ArrayList<>();
        for (JsonNode product : products) {
            String id = text(product, "uuid");
            if (isUuid(id)) {
                things.add(new Thing(id, reader.listings(product, models.line(product))));
            }
        }
        Optional<String> next = AkeneoList.next(body).filter(it -> !it.equals(at.cursor()));
        return new Pulled.Part(things, next.map(it -> at.at(it).text()));
    }

    static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    @Override
    public Judged receive(Access access, Call call) {
        return AkeneoEvents.judge(access.secret(), call, time.instant());
    }

    @Override
    public Told hear(Access access, Call call) {
        return hear(access, List.of(call)).findFirst().orElseGet(Told.Nothing::new);
    }

    /// An event may be older than what we know: what counts is the PIM's own word now.
    @Override
    public Stream<Told> hear(Access access, List<Call> calls) {
        return new AkeneoNews(client, access, time.instant()).hear(calls).stream();
    }

    /// What a person has to do in the PIM, so that changes are told and not only read.
    public static String subscriptionStep(String address) {
        return "Changes are read every hour. To have them at once, make an event subscription in Akeneo (Connect, Connection"
                + " settings) with the URL " + address
                + " and product UUIDs, and enter its secret on the connect page.";
    }
}
