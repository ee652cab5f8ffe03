package dev.aisle.edge.restv1;

import dev.aisle.base.ids.Base62;
import dev.aisle.catalog.answer.Context;
import dev.aisle.catalog.answer.Detail;
import dev.aisle.edge.catalogapi.Known;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.ProductId;
import dev.aisle.partner.ProductNews;
import dev.aisle.partner.subscription.OfferEvent;
import dev.aisle.partner.subscription.Subscription;
import dev.aisle.partner.subscription.Subscriptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Product subscriptions of v1 and the live price tracking of v0. What changes is told to the vendor's webhooks.
final class SubscriptionRoutes {

    private static final int LARGEST_PAGE = 100;
    private static final int USUAL_PAGE = 20;
    private static final int MOST_DOMAINS = 100;
    private static final int MOST_CHOICES = 20;
    private static final int LONGEST_WORD = 200;
    private static final int ULID = 26;

    private final ProductNews news;
    private final Subscriptions subscriptions;
    private final List<String> allowedHosts;
    private final Known<MerchantId> websites;
    private final Function<ProductId, List<Detail.Option>> options;

    /// @param allowedHosts the development allowlist, whose hosts count as domains
    /// @param options what can be chosen of a product's family
    SubscriptionRoutes(
            ProductNews news,
            Subscriptions subscriptions,
            List<String> allowedHosts,
            Known<MerchantId> websites,
            Function<ProductId, List<Detail.Option>> options) {
        this.websites = websites;
        this.options = options;
        this.news = news;
        this.subscriptions = subscriptions;
        this.allowedHosts = List.copyOf(allowedHosts);
    }

    Object subscribe(Call call) {
        ProductId product = product(call, "product_id");
        Context locale = LocaleReader.of("locale", call);
        Subscription.Wish wish = new Subscription.Wish(
                events(call.body().path("events")),
                domains(call.body().path("domains")),
                selection(call.body().path("selection")),
                locale.language(),
                locale.country(),
                locale.currency());
        Subscription subscription = subscribed(call, Subscription.Kind.PRODUCT, product, wish);
        remark(wish, product, call.remarks());
        return form(subscription);
    }

    /// What nothing can be told of yet: a store that nobody knows, a choice that the product does not have.
    private void remark(Subscription.Wish wish, ProductId product, Remarks remarks) {
        for (String domain : wish.domains()) {
            if (websites.find(domain).isEmpty()) {
                remarks.unknown("website", domain, () -> websites.nearest(domain), "$.domains");
            }
        }
        if (!wish.selection().isEmpty()) {
            ProductRoutes.remark(wish.selection(), options.apply(product), "$.selection.", remarks);
        }
    }

    Object list(Call call) {
        return page(call, Subscription.Kind.PRODUCT, SubscriptionRoutes::form);
    }

    Object get(Call call) {
        return form(known(call));
    }

    Object cancel(Call call) {
        subscriptions.cancel(known(call));
        return form(known(call));
    }

    Object startTracking(Call call) {
        ProductId product = product(call, "canonical_product_id");
        Context locale = LocaleReader.of("locale", call);
        Subscription.Wish wish = new Subscription.Wish(
                EnumSet.of(OfferEvent.PRICE_CHANGED),
                List.of(),
                List.of(),
                locale.language(),
                locale.country(),
                locale.currency());
        return trackingForm(subscribed(call, Subscription.Kind.TRACKING, product, wish));
    }

    Object stopTracking(Call call) {
        ProductId product = product(call, "canonical_product_id");
        Subscription tracking = subscriptions
                .tracking(call.caller().vendor(), product)
                .orElseThrow(() -> Rejected.of(
                        404,
                        "The price of '" + product + "' is not tracked; start with POST /v0/price-tracking/start."));
        subscriptions.cancel(tracking);
        return trackingForm(
                subscriptions.find(call.caller().vendor(), tracking.id()).orElse(tracking));
    }

    Object listTracking(Call call) {
        return page(call, Subscription.Kind.TRACKING, SubscriptionRoutes::trackingForm);
    }

    private Subscription subscribed(Call call, Subscription.Kind kind, ProductId product, Subscription.Wish wish) {
        return switch (news.subscribe(call.caller().vendor(), kind, product, wish)) {
            case ProductNews.Subscribed.To to -> to.subscription();
            case ProductNews.Subscribed.NoSuchProduct none -> throw ProductRoutes.unknownProduct(product.value());
            case ProductNews.Subscribed.TooMany many ->
                throw Rejected.of(
                        422,
                        "There are " + Subscriptions.MOST + " active subscriptions already; cancel some with DELETE"
                                + " /v1/product-subscriptions/{subscription_id}.");
        };
    }

    private Subscription known(Call call) {
        String id = call.variable("subscription_id");
        return subscriptions
                .find(call.caller().vendor(), id)
                .filter(it -> it.kind() == Subscription.Kind.PRODUCT)
                .orElseThrow(() -> Rejected.of(404, "Subscription with ID '" + id + "' not found"));
    }

    private Map<String, @Nullable Object> page(
            Call call, Subscription.Kind kind, Function<Subscription, Map<String, @Nullable Object>> form) {
        int limit = call.number("limit", USUAL_PAGE, 1, LARGEST_PAGE);
        Optional<String> cursor = call.parameter("cursor");
        if (cursor.filter(it -> it.length() != ULID || !Base62.isBase62(it)).isPresent()) {
            throw Rejected.field(
                    "send the next_cursor of the page before, or none to start over", "value_error", "query", "cursor");
        }
        List<Subscription> found = subscriptions.list(call.caller().vendor(), kind, cursor, limit + 1);
        List<Subscription> shown = found.subList(0, Math.min(limit, found.size()));
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("items", shown.stream().map(form).toList());
        out.put("next_cursor", found.size() > limit ? shown.getLast().id() : null);
        return out;
    }

    private static ProductId product(Call call, String field) {
        String said = call.bodyText(field).orElseThrow(() -> Rejected.missing("body", field));
        return ProductRoutes.productId(said).orElseThrow(() -> ProductRoutes.unknownProduct(said));
    }

    /// Unsaid means all of them.
    private static Set<OfferEvent> events(JsonNode said) {
        List<String> words = texts(said, "events", OfferEvent.values().length);
        if (said.isMissingNode() || said.isNull()) {
            return EnumSet.allOf(OfferEvent.class);
        }
        if (words.isEmpty()) {
            throw Rejected.field(
                    "ensure this value has at least 1 item", "value_error.list.min_items", "body", "events");
        }
        Set<OfferEvent> events = EnumSet.noneOf(OfferEvent.class);
        for (String word : words) {
            events.add(OfferEvent.of(word)
                    .orElseThrow(() -> Rejected.field(
                            "value is not a valid enumeration member; permitted: "
                                    + Arrays.stream(OfferEvent.values())
                                            .map(OfferEvent::word)
                                            .collect(Collectors.joining(", ")),
                            "type_error.enum",
                            "body",
                            "events")));
        }
        return events;
    }

    private List<String> domains(JsonNode said) {
        List<String> domains = new ArrayList<>();
        for (String word : texts(said, "domains", MOST_DOMAINS)) {
            switch (Domain.parse(word, allowedHosts)) {
                case Domain.Parsed.Good good -> domains.add(good.domain().value());
                case Domain.Parsed.Refused refused ->
                    throw Rejected.field(refused.why(), "value_error", "body", "domains");
            }
        }
        return domains;
    }

    /// Choices as `variants.selected` shows them, or as an object of labels by name.
    private static List<Listing.Named> selection(JsonNode said) {
        List<Listing.Named> selection = new ArrayList<>();
        if (said.isObject()) {
            new TreeMap<>(said.properties().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, it -> it.getValue().asString(""))))
                    .forEach((name, label) -> selection.add(new Listing.Named(name, label)));
        } else if (said.isArray()) {
            said.forEach(choice -> selection.add(new Listing.Named(
                    choice.path("name").asString(""), choice.path("label").asString(""))));
        } else if (!said.isMissingNode() && !said.isNull()) {
            throw wrongSelection();
        }
        boolean wrong = selection.size() > MOST_CHOICES
                || selection.stream().anyMatch(it -> isWrong(it.name()) || isWrong(it.value()));
        if (wrong) {
            throw wrongSelection();
        }
        return selection;
    }

    private static boolean isWrong(String word) {
        return word.isBlank() || word.length() > LONGEST_WORD || word.indexOf('\0') >= 0;
    }

    private static Rejected wrongSelection() {
        return Rejected.field(
                "send choices such as [{\"name\":\"Size\",\"label\":\"M\"}], at most " + MOST_CHOICES,
                "value_error",
                "body",
                "selection");
    }

    private static List<String> texts(JsonNode said, String field, int most) {
        if (said.isMissingNode() || said.isNull()) {
            return List.of();
        }
        if (!said.isArray()) {
            throw Rejected.field("value is not a valid list", "type_error.list", "body", field);
        }
        if (said.size() > most) {
            throw Rejected.field(
                    "ensure this value has at most " + most + " items", "value_error.list.max_items", "body", field);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode word : said) {
            if (!word.isString()) {
                throw Rejected.field("str type expected", "type_error.str", "body", field);
            }
            texts.add(word.stringValue());
        }
        return texts;
    }

    private static Map<String, @Nullable Object> form(Subscription subscription) {
        Subscription.Wish wish = subscription.wish();
        Map<String, @Nullable Object> locale = new LinkedHashMap<>();
        locale.put("language", wish.language().orElse(null));
        locale.put("country", wish.country().orElse(null));
        locale.put("currency", wish.currency());
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("subscription_id", subscription.id());
        out.put("product_id", subscription.product().value());
        out.put("events", wish.events().stream().sorted().map(OfferEvent::word).toList());
        out.put("locale", locale);
        out.put("status", status(subscription));
        out.put("created_at", subscription.createdAt().toString());
        if (!wish.domains().isEmpty()) {
            out.put("domains", wish.domains());
        }
        if (!wish.selection().isEmpty()) {
            out.put(
                    "selection",
                    wish.selection().stream()
                            .map(it -> Map.of("name", it.name(), "label", it.value()))
                            .toList());
        }
        return out;
    }

    private static Map<String, @Nullable Object> trackingForm(Subscription subscription) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("canonical_product_id", subscription.product().value());
        out.put("created_at", subscription.createdAt().toString());
        out.put("subscription_status", status(subscription));
        return out;
    }

    private static String status(Subscription subscription) {
        return subscription.isActive() ? "active" : "cancelled";
    }
}
