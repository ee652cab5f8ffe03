package dev.aisle.edge.partnerapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.ids.ApiKey;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What holds for every route.
class PartnerApiTest extends PartnerApiStage {

    @TestFactory
    Stream<DynamicTest> everyRouteIsProtected() {
        return api.routes().stream()
                .map(route -> DynamicTest.dynamicTest(name(route), () -> {
                    String path = ("/" + String.join("/", route.path())).replace("{customer_id}", "Ab12");

                    assertUnauthorized(
                            send(route.method(), path, Map.of(), ""),
                            "Missing API key. Send your partner secret key (c3_sk_...) in the x-api-key header.");
                    assertUnauthorized(
                            send(route.method(), path, Map.of("Authorization", "Bearer " + key), ""),
                            "Missing API key. Send your partner secret key (c3_sk_...) in the x-api-key header.");
                    String unknown =
                            "Unknown or revoked API key. Check the x-api-key header, or ask support to issue a new key.";
                    assertUnauthorized(
                            send(route.method(), path, Map.of("x-api-key", "c3_sk_live_nonsense"), ""), unknown);
                    assertUnauthorized(
                            send(
                                    route.method(),
                                    path,
                                    Map.of(
                                            "x-api-key",
                                            ApiKey.make(ApiKey.Kind.PARTNER, true)
                                                    .value()),
                                    ""),
                            unknown);
                }));
    }

    @TestFactory
    Stream<DynamicTest> anotherPartnersMerchantIsAsUnknownAsARandomOne() {
        String theirs = created(post(newKey(), "{\"domain\":\"theirs.example\"}"));
        return api.routes().stream()
                .filter(route -> route.path().contains("{customer_id}"))
                .map(route -> DynamicTest.dynamicTest(name(route), () -> {
                    String path = "/" + String.join("/", route.path());

                    HttpResponse<String> another =
                            send(route.method(), path.replace("{customer_id}", theirs), Map.of("x-api-key", key), "");
                    HttpResponse<String> random =
                            send(route.method(), path.replace("{customer_id}", "0000"), Map.of("x-api-key", key), "");

                    assertThat(another.statusCode()).isEqualTo(403);
                    assertThat(random.statusCode()).isEqualTo(403);
                    assertThat(another.body().replace(theirs, "0000")).isEqualTo(random.body());
                    assertThat(random.body())
                            .isEqualTo("{\"detail\":\"No merchant '0000' is managed with this key. Provision it with"
                                    + " POST /v0/partner/merchants, or check the customer_id.\"}");
                }));
    }

    @Test
    void everyAnswerCarriesItsIdAndTheLimitAndNoCors() {
        for (HttpResponse<String> answer : List.of(
                get(key, MERCHANTS),
                get(key, MERCHANTS + "?page=0"),
                send("GET", MERCHANTS, Map.of("Origin", "https://evil.example"), ""),
                send("OPTIONS", MERCHANTS, Map.of("Origin", "https://evil.example"), ""),
                get(key, "/v0/partner/nowhere"))) {
            assertThat(answer.headers().firstValue("x-request-id")).isPresent();
            assertThat(answer.headers().firstValue("RateLimit-Limit")).contains(Integer.toString(PER_MINUTE));
            assertThat(answer.headers().firstValueAsLong("RateLimit-Remaining")).isNotEmpty();
            assertThat(answer.headers().firstValueAsLong("RateLimit-Reset")).isNotEmpty();
            assertThat(answer.headers().map().keySet())
                    .noneMatch(it -> it.toLowerCase(Locale.ROOT).startsWith("access-control"));
        }
    }

    @Test
    void pathsAndMethodsThatDoNotExistSaySo() {
        HttpResponse<String> path = get(key, "/v0/partner/merchants/");
        HttpResponse<String> method = send("PUT", MERCHANTS, Map.of("x-api-key", key), "{}");

        assertThat(path.statusCode()).isEqualTo(404);
        assertThat(json(path).get("detail").isString()).isTrue();
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).contains("GET, POST");
    }

    @Test
    void theLimitIsPerKeyAndComesBeforeEverythingButTheKey() {
        String busy = newKey();
        for (int i = 0; i < 5; i++) {
            assertThat(narrow(busy, MERCHANTS + "?page=0").statusCode()).isEqualTo(422);
        }

        HttpResponse<String> refused = narrow(busy, MERCHANTS + "/0000/connections");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().allValues("Retry-After")).containsExactly("12");
        assertThat(refused.headers().firstValue("RateLimit-Remaining")).contains("0");
        assertThat(refused.body()).isEqualTo("{\"detail\":\"Rate limit exceeded. Retry in 12 seconds.\"}");
        assertThat(narrow(newKey(), MERCHANTS).statusCode()).isEqualTo(200);
        assertThat(narrow("c3_sk_live_wrong", MERCHANTS).statusCode()).isEqualTo(401);
        now = now.plusSeconds(12);
        assertThat(narrow(busy, MERCHANTS).statusCode()).isEqualTo(200);
        assertThat(narrow(busy, MERCHANTS).statusCode()).isEqualTo(429);
    }
}
