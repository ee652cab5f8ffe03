package dev.aisle.partner.source.magento;

import static dev.aisle.partner.source.PlatformHttp.text;

import dev.aisle.base.http.OutsideHttp;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.AtOnce;
import dev.aisle.partner.source.Numbered;
import dev.aisle.partner.source.Reply;
import dev.aisle.partner.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// A Magento store by its REST API. The secret holds `consumer_key`, `consumer_secret`, `access_token` and
/// `access_token_secret`. A run follows the products' own numbers upwards, so a list that changes while it
/// is read loses nothing. Where a part of a configurable product changed, all of those are read again:
/// parts do not name their whole.
public final class MagentoSource implements Source {

    private static final int PAGE = 50;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final MagentoClient client;
    private final InstantSource time;
    private final int page;

    public MagentoSource(OutsideHttp http, InstantSource time) {
        this(http, time, PAGE);
    }

    /// @param page products of one request
    public MagentoSource(OutsideHttp http, InstantSource time, int page) {
        this.client = new MagentoClient(http, time);
        this.time = time;
        this.page = page;
    }

    @Override
    public Platform platform() {
        return Platform.MAGENTO;
    }

    @Override
    public Checked check(Access access) {
        return switch (client.get(access, "products", search(1, Map.of("entity_id", List.of("gt", "0"))))) {
            case Reply.Said said -> Checked.Good.in(storeConfig(access, "default_display_currency_code"));
            case Reply.Unsaid unsaid -> unsaid.checked();
        };
    }

    /// What the first of the store's views says; empty where it may not be read.
    private String storeConfig(Access access, String name) {
        return client.get(access, "store/storeConfigs", Map.of()) instanceof Reply.Said said
                ? text(said.body().path(0), name)
                : "";
    }

    private static Map<String, String> search(int size, Map<String, List<String>> filters) {
        Map<String, String> query = new LinkedHashMap<>();
        int group = 0;
        for (Map.Entry<String, List<String>> filter : filters.entrySet()) {
            String at = "searchCriteria[filter_groups][" + group++ + "][filters][0]";
            query.put(at + "[field]", filter.getKey());
            query.put(at + "[condition_type]", filter.getValue().getFirst());
            query.put(at + "[value]", filter.getValue().getLast());
        }
        query.put("searchCriteria[sortOrders][0][field]", "entity_id");
        query.put("searchCriteria[sortOrders][0][direction]", "ASC");
        query.put("searchCriteria[pageSize]", Integer.toString(size));
        query.put("searchCriteria[currentPage]", "1");
        return query;
    }

    @Override
    public Pulled pull(Access access, Optional<Instant> since, Optional<String> place, Consumer<List<Thing>> out) {
        Place at = Place.parse(place.orElse(""));
        Reply reply = list(access, at, since);
        if (since.isPresent()
                && reply instanceof Reply.Said said
                && said.behind().compareTo(at.behind()) > 0) {
            at = new Place(at.phase(), at.last(), at.partChanged(), said.behind());
            reply = list(access, at, since);
        }
        return switch (reply) {
            case Reply.Said said when said.body().path("items").isArray() -> part(access, said.body(), at, since);
            case Reply.Said said -> Pulled.Later.NO_LIST;
            case Reply.Unsaid unsaid -> unsaid.pulled();
        };
    }

    private Reply list(Access access, Place at, Optional<Instant> since) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        filters.put("entity_id", List.of("gt", Long.toString(at.last())));
        if (at.phase() == Place.CHANGED) {
            since.ifPresent(it -> filters.put("updated_at", List.of("gt", STAMP.format(it.minus(at.behind())))));
        } else {
            filters.put("type_id", List.of("eq", MagentoProduct.CONFIGURABLE));
        }
        return client.get(access, "products", search(page, filters));
    }

    private Pulled part(Access access, JsonNode body, Place at, Optional<Instant> since) {
        int total = body.path("total_count").asInt(0);
        return Numbered.read(body.path("items"), total, at.last(), it -> part(access, it, at, since));
    }

    private Pulled part(Access access, Numbered numbered, Place at, Optional<Instant> since) {
        String media = media(access);
        List<Thing> things = new ArrayList<>();
        for (Read read : AtOnce.each(numbered.things(), product -> read(access, product, media))) {
            switch (read) {
                case Read.Good good -> things.add(good.thing());
                case Read.Bad bad -> {
                    return bad.why();
                }
            }
        }
        boolean partChanged = at.partChanged()
                || numbered.things().stream()
                        .anyMatch(it -> text(it, "visibility").equals("1"));
        if (numbered.more()) {
            return new Pulled.Part(
                    things, Optional.of(new Place(at.phase(), numbered.last(), partChanged, at.behind()).text()));
        }
        return new Pulled.Part(
                things,
                at.phase() == Place.CHANGED && since.isPresent() && partChanged
                        ? Optional.of(new Place(Place.CONFIGURABLE, 0, false, at.behind()).text())
                        : Optional.empty());
    }

    private String media(Access access) {
        String said = storeConfig(access, "base_media_url");
        return said.isEmpty() ? access.store() + "/media/" : said;
    }

    private sealed interface Read {
        record Good(Thing thing) implements Read {}

        record Bad(Pulled why) implements Read {}
    }

    private Read read(Access access, JsonNode product, String media) {
        List<JsonNode> units = new ArrayList<>();
        if (MagentoProduct.isShown(product) && MagentoProduct.isSoldAlone(product)) {
            units.add(product);
        } else if (MagentoProduct.isShown(product) && text(product, "type_id").equals(MagentoProduct.CONFIGURABLE)) {
            String path = "configurable-products/" + OAuthHeader.encoded(text(product, "sku")) + "/children";
            switch (client.get(access, path, Map.of())) {
                case Reply.Said said -> said.body().forEach(units::add);
                case Reply.Failed failed when failed.status() == 404 -> units.clear();
                case Reply.Unsaid unsaid -> {
                    return new Read.Bad(unsaid.pulled());
                }
            }
        }
        List<MagentoProduct.Unit> stocked = new ArrayList<>();
        for (JsonNode unit : units) {
            switch (client.get(access, "stockItems/" + OAuthHeader.encoded(text(unit, "sku")), Map.of())) {
                case Reply.Said said ->
                    stocked.add(new MagentoProduct.Unit(
                            unit, said.body().path("is_in_stock").asBoolean(false)));
                case Reply.Failed failed
                when failed.status() == 404 -> stocked.add(new MagentoProduct.Unit(unit, false));
                case Reply.Unsaid unsaid -> {
                    return new Read.Bad(unsaid.pulled());
                }
            }
        }
        return new Read.Good(new Thing(
                text(product, "id"), new MagentoProduct(access, media, time.instant()).listings(product, stocked)));
    }

    /// Where a run stands: in what changed, or in the configurable products; the last number; whether a
    /// part of one of those changed; and how far the store's clock was behind ours.
    private record Place(int phase, long last, boolean partChanged, Duration behind) {

        static final int CHANGED = 1;
        static final int CONFIGURABLE = 2;

        static Place parse(String text) {
            if (!text.matches("[12]:[0-9]{1,18}:[01]:[0-9]{1,9}")) {
                return new Place(CHANGED, 0, false, Duration.ZERO);
            }
            String[] parts = text.split(":", -1);
            return new Place(
                    Integer.parseInt(parts[0]),
                    Long.parseLong(parts[1]),
                    parts[2].equals("1"),
                    Duration.ofSeconds(Long.parseLong(parts[3])));
        }

        String text() {
            return phase + ":" + last + ":" + (partChanged ? 1 : 0) + ":" + behind.toSeconds();
        }
    }
}
