package dev.aisle.edge.partnerapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.ids.Ulid;
import dev.aisle.base.json.Json;
import dev.aisle.edge.HttpEdge;
import dev.aisle.edge.wire.Arrivals;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.partner.Partners;
import dev.aisle.partner.Onboarding;
import dev.aisle.partner.connect.ConnectSessions;
import dev.aisle.partner.connection.Connections;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// A Partner API on loopback with a partner and a clock, for the tests of its routes; and a narrow one of five calls
/// a
/// minute.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PartnerApiStage {

    static final int PER_MINUTE = 1_000;
    static final String MERCHANTS = "/v0/partner/merchants";

    final HttpClient http = HttpClient.newHttpClient();
    final List<MerchantId> crawlsStarted = new ArrayList<>();
    final Arrivals arrivals = new Arrivals();
    Instant now = Instant.parse("2026-11-21T12:00:00Z");
    Database database;
    Partners partners;
    Connections connections;
    PartnerApi api;
    HttpEdge edge;
    HttpEdge narrowEdge;
    String key;

    @BeforeAll
    void serve() {
        InstantSource time = () -> now;
        database = TestDatabase.fresh();
        partners = new Partners(database.db(), time, new Ulid(time));
        Merchants merchants = new Merchants(database.db(), time);
        connections = new Connections(database.db(), time);
        Onboarding onboarding =
                new Onboarding(database.db(), merchants, connections, crawlsStarted::add, (merchant, platform) -> {});
        PartnerApi.Connect connect = new PartnerApi.Connect(
                new ConnectSessions(database.db(), time, new Ulid(time)), "https://connect.example");
        api = new PartnerApi(
                partners,
                merchants,
                onboarding,
                connections::list,
                connect,
                List.of("127.0.0.1:8091"),
                PER_MINUTE,
                arrivals,
                time);
        edge = HttpEdge.start("127.0.0.1", 0, () -> true, List.of(api));
        PartnerApi narrow = new PartnerApi(
                partners, merchants, onboarding, connections::list, connect, List.of(), 5, new Arrivals(), time);
        narrowEdge = HttpEdge.start("127.0.0.1", 0, () -> true, List.of(narrow));
        key = newKey();
    }

    @AfterAll
    void stop() {
        edge.close();
        narrowEdge.close();
        database.close();
        http.close();
    }

    HttpResponse<String> narrow(String withKey, String path) {
        return send(narrowEdge.port(), "GET", path, Map.of("x-api-key", withKey), "");
    }

    String newKey() {
        return partners.create("Partner", List.of(), true).key().value();
    }

    HttpResponse<String> post(String withKey, String body) {
        return send("POST", MERCHANTS, Map.of("x-api-key", withKey, "Content-Type", "application/json"), body);
    }

    HttpResponse<String> get(String withKey, String path) {
        return send("GET", path, Map.of("x-api-key", withKey), "");
    }

    HttpResponse<String> send(String method, String path, Map<String, String> headers, String body) {
        return send(edge.port(), method, path, headers, body);
    }

    HttpResponse<String> send(int port, String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    static void assertUnauthorized(HttpResponse<String> answer, String detail) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"" + detail + "\"}");
    }

    static String created(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("customer_id").stringValue();
    }

    static String summary(JsonNode row) {
        return Stream.of(
                        row.get("platform"),
                        row.get("name"),
                        row.get("connectable"),
                        row.get("status"),
                        row.get("sync").get("state"))
                .map(it -> Optional.ofNullable(it.asString(null)).orElse("null"))
                .reduce((a, b) -> a + "|" + b)
                .orElseThrow();
    }

    static String name(Route route) {
        return route.method() + " /" + String.join("/", route.path());
    }

    static JsonNode json(HttpResponse<String> answer) {
        return Json.tree(answer.body());
    }
}
