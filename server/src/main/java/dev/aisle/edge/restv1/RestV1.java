package dev.aisle.edge.restv1;

import dev.aisle.base.json.Json;
import dev.aisle.base.money.Rates;
import dev.aisle.catalog.Catalog;
import dev.aisle.catalog.answer.ImageSearch;
import dev.aisle.catalog.buylink.BuyLinks;
import dev.aisle.edge.catalogapi.Answers;
import dev.aisle.edge.catalogapi.LiveAnswers;
import dev.aisle.edge.catalogapi.Vocabulary;
import dev.aisle.edge.wire.Buckets;
import dev.aisle.edge.wire.Caller;
import dev.aisle.edge.wire.Callers;
import dev.aisle.edge.wire.Endpoint;
import dev.aisle.edge.wire.Gate;
import dev.aisle.edge.wire.RateLimits;
import dev.aisle.edge.wire.Surface;
import dev.aisle.market.affiliate.Commissions;
import dev.aisle.market.click.Clicks;
import dev.aisle.market.earning.Transactions;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.product.Products;
import dev.aisle.market.taxonomy.Brands;
import dev.aisle.market.taxonomy.Taxonomy;
import dev.aisle.market.vendor.Credits;
import dev.aisle.market.vendor.KeyTier;
import dev.aisle.market.vendor.VendorId;
import dev.aisle.partner.ProductNews;
import dev.aisle.partner.subscription.Subscriptions;
import dev.aisle.supply.Explainer;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The routes of REST v1 and of what is left of v0. All but the health check ask for a vendor's key.
public final class RestV1 implements Surface {

    private static final Logger LOG = LoggerFactory.getLogger(RestV1.class);
    private static final String HEALTH = "/v0/health";
    private static final String HELP = " Need help? Reach out to support@trychannel3.com.";
    private static final String NO_KEY =
            "Unauthorized. Missing authentication key. Make sure to attach an x-api-key with your request." + HELP;
    private static final String BAD_KEY = "API key was provided but is invalid." + HELP;

    private static final HeaderName SHOULD_RETRY = HeaderNames.create("x-should-retry");

    private final Gate gate;
    private final Callers callers;
    private final RateLimits limits;
    private final Plans plans;
    private final RouteTable table;

    /// What answers questions.
    ///
    /// @param known what is known of an id or a page
    /// @param catalog says which attributes there are
    public record Questions(
            Answers answers,
            LiveAnswers live,
            Vocabulary vocabulary,
            ImageSearch images,
            Function<String, Explainer.Explanation> known,
            Catalog catalog) {}

    /// What is read beside the catalog's answers.
    public record Market(Products products, Brands brands, Taxonomy taxonomy, Merchants merchants) {}

    /// What takes wishes to be told.
    ///
    /// @param allowedHosts the development allowlist
    public record Wishes(ProductNews news, Subscriptions subscriptions, List<String> allowedHosts) {}

    /// What vendors earn.
    ///
    /// @param rates by which sums in several currencies are told in one
    public record Earnings(Commissions commissions, Clicks clicks, Transactions transactions, Rates rates) {}

    /// What vendors may do.
    ///
    /// @param credits what questions cost; nothing where the installation does not count
    public record Plans(Function<VendorId, KeyTier> tiers, Optional<Credits> credits) {}

    public static RestV1 of(
            Gate gate,
            Callers callers,
            RateLimits limits,
            Plans plans,
            Questions questions,
            Market market,
            Wishes wishes,
            Earnings earnings,
            BuyLinks links,
            InstantSource time) {
        CommissionForm commissions = new CommissionForm(earnings.commissions());
        ProductForm form = new ProductForm(market.taxonomy(), market.brands(), links, commissions);
        Function<Collection<ProductId>, List<Product>> graph =
                ids -> RateLimits.outside(() -> market.products().byIds(ids));
        WishReader wishReader = new WishReader(questions.vocabulary(), new AttributeHints(questions.catalog()));
        ProductRoutes products = new ProductRoutes(
                questions.answers(),
                questions.live(),
                graph,
                questions.vocabulary(),
                wishReader,
                form,
                questions.images(),
                time);
        RouteTable table = new RouteTable(
                plans.credits(),
                products,
                new MarketRoutes(
                        market.brands(),
                        market.taxonomy(),
                        market.merchants(),
                        questions.vocabulary().merchants(),
                        form,
                        new BrandForm(questions.answers(), earnings.commissions()),
                        commissions,
                        new CategoryAttributes(questions.answers(), market.products()::byIds)),
                new PriceRoutes(
                        id -> market.products().resolve(id).flatMap(market.products()::find),
                        market.products()::pastPrices,
                        time),
                new ExplainRoutes(questions.answers(), wishReader, questions.known()),
                new SubscriptionRoutes(
                        wishes.news(),
                        wishes.subscriptions(),
                        wishes.allowedHosts(),
                        questions.vocabulary().merchants(),
                        products::options),
                new MonetizeRoutes(products, form, commissions),
                new ReportingRoutes(
                        earnings.clicks(), earnings.transactions(), market.products(), earnings.rates(), time));
        return new RestV1(gate, callers, limits, plans, table);
    }

    private RestV1(Gate gate, Callers callers, RateLimits limits, Plans plans, RouteTable table) {
        this.gate = gate;
        this.callers = callers;
        this.limits = limits;
        this.plans = plans;
        this.table = table;
    }

    /// All but what is gone and only says where it went, and what this installation cannot do.
    @Override
    public List<Endpoint> endpoints() {
        return Stream.concat(
                        Stream.of(new Endpoint("GET", HEALTH)),
                        table.answering().stream()
                                .map(it -> new Endpoint(it.method(), "/" + String.join("/", it.path()))))
                .toList();
    }

    @Override
    public void mount(HttpRules rules) {
        rules.get(HEALTH, (request, response) -> send(response, 200, Map.of("status", "ok")));
        for (String path : RouteTable.PATHS) {
            rules.any(path, this::handle);
        }
    }

    private void handle(ServerRequest request, ServerResponse response) {
        try {
            send(response, 200, answer(request, response));
        } catch (Rejected rejected) {
            if (rejected.status() == 501) {
                response.header(SHOULD_RETRY, "false");
            }
            send(response, rejected.status(), rejected.body());
        } catch (ServerConnectionException gone) {
            throw gone; // the caller hung up: nobody is there to be told anything
        } catch (RuntimeException ours) {
            LOG.error("rest call failed path={}", request.path().path(), ours);
            send(response, 500, Map.of("detail", "Internal Server Error"));
        }
    }

    private Object answer(ServerRequest request, ServerResponse response) {
        Caller caller = callers.of(request);
        Gate.sign(caller, response);
        boolean known = caller.tier() == Caller.Tier.TOKEN;
        Buckets.Taken taken =
                known ? limits.takeCall(caller, plans.tiers().apply(caller.vendor())) : limits.takeOther(caller);
        taken.writeHeaders(response);
        if (!taken.allowed()) {
            limits.holdBack();
            throw Rejected.of(429, "Too Many Requests. Retry in " + taken.retryAfter() + " seconds.");
        }
        if (!known) {
            throw Rejected.of(401, caller.keyRefused() ? BAD_KEY : NO_KEY);
        }
        String method = request.prologue().method().text();
        List<String> segments = Arrays.stream(
                        request.prologue().uriPath().rawPath().substring(1).split("/", -1))
                .map(it -> URLDecoder.decode(it, StandardCharsets.UTF_8))
                .toList();
        return switch (table.find(method, segments)) {
            case RouteTable.Found.Here found -> answer(found, caller, request, response);
            case RouteTable.Found.Nowhere nowhere -> throw Rejected.of(404, "Not Found");
            case RouteTable.Found.OtherMethod other -> {
                response.header(HeaderNames.ALLOW, String.join(", ", other.methods()));
                throw Rejected.of(405, "Method Not Allowed");
            }
        };
    }

    private Object answer(RouteTable.Found.Here found, Caller caller, ServerRequest request, ServerResponse response) {
        if (limits.areBusy(caller)) {
            throw busy(response);
        }
        Route route = found.route();
        Call call = Call.of(caller, found.variables(), request, body(request, response));
        call.requireText();
        route.checkNames(call);
        Optional<Object> answer = switch (route.desk()) {
            case INDEX -> limits.inTurn(caller, () -> route.handler().apply(call));
            case TABLES -> limits.inTurnAtTables(caller, () -> route.handler().apply(call));
        };
        return call.remarks().on(answer.orElseThrow(() -> busy(response)));
    }

    private Rejected busy(ServerResponse response) {
        limits.holdBack();
        response.header("Retry-After", Integer.toString(RateLimits.BUSY_RETRY_SECONDS));
        return Rejected.of(503, "The server is busy. Retry in " + RateLimits.BUSY_RETRY_SECONDS + " seconds.");
    }

    private JsonNode body(ServerRequest request, ServerResponse response) {
        if (!request.prologue().method().text().equals("POST")) {
            return Json.mapper().missingNode();
        }
        return switch (gate.pass(request, response)) {
            case Gate.Passage.Shut shut -> throw Rejected.of(shut.status(), shut.text());
            case Gate.Passage.Preflight preflight -> throw Rejected.of(405, "Method Not Allowed");
            case Gate.Passage.Open open -> {
                try {
                    JsonNode body = Json.tree(open.body());
                    if (!body.isObject()) {
                        throw Rejected.field("value is not a valid dict", "type_error.dict", "body");
                    }
                    yield body;
                } catch (JacksonException notJson) {
                    throw Rejected.field("the body is not JSON", "value_error.jsondecode", "body");
                }
            }
        };
    }

    private static void send(ServerResponse response, int status, Object body) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, "application/json")
                .send(Json.bytes(body));
    }
}
