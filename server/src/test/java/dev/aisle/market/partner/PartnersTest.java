package dev.aisle.market.partner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.Db;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.ids.ApiKey;
import dev.aisle.base.ids.Ulid;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartnersTest {

    private Database database;
    private Partners partners;
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final InstantSource time = () -> now;

    @BeforeAll
    void open() {
        database = TestDatabase.fresh();
        partners = new Partners(database.db(), time, new Ulid(time));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aPartnerIsFoundByItsKey() {
        Partners.Issued live = partners.create("Live", List.of(), true);
        Partners.Issued test = partners.create("Test", List.of(), false);

        assertThat(find(live.key())).hasValueSatisfying(caller -> {
            assertThat(caller.partner()).isEqualTo(live.partner());
            assertThat(caller.live()).isTrue();
        });
        assertThat(find(test.key())).hasValueSatisfying(caller -> {
            assertThat(caller.partner()).isEqualTo(test.partner());
            assertThat(caller.live()).isFalse();
        });
        assertThat(live.key().value()).startsWith("c3_sk_live_");
        assertThat(test.key().value()).startsWith("c3_sk_test_");
    }

    @Test
    void aKeyNobodyHoldsIsNotFound() {
        assertThat(find(ApiKey.make(ApiKey.Kind.PARTNER, true))).isEmpty();
    }

    @Test
    void aWrongChecksumNeverReachesTheDatabase() {
        Partners forbidden = new Partners(new Db(forbiddenSource()), time, new Ulid(time));
        String right = ApiKey.make(ApiKey.Kind.PARTNER, true).value();
        String wrong = right.substring(0, 20) + (right.charAt(20) == 'x' ? 'y' : 'x') + right.substring(21);

        assertThat(forbidden.find(wrong)).isEmpty();
        assertThat(forbidden.find("")).isEmpty();
        assertThat(forbidden.find(ApiKey.make(ApiKey.Kind.VENDOR, true).value()))
                .isEmpty();
    }

    @Test
    void theSecretIsNotKept() {
        Partners.Issued issued = partners.create("Secret", List.of(), true);

        String stored = database.db()
                .get(
                        "select cast(row_to_json(k) as text) as row from partner_keys k where partner_id = ?",
                        row -> row.text("row"),
                        issued.partner().value());

        assertThat(stored)
                .contains(issued.key().last4(), "c3_sk_live_")
                .doesNotContain(issued.key().value().substring(11, 43));
    }

    @Test
    void afterARotationTheOldKeyWorksForTheGracePeriodOnly() {
        Partners.Issued issued = partners.create("Rotating", List.of(), true);

        ApiKey fresh = partners.rotate(issued.partner(), Partners.ROTATION_GRACE);

        assertThat(find(issued.key())).isPresent();
        assertThat(find(fresh)).isPresent();
        now = now.plus(Partners.ROTATION_GRACE).plusSeconds(1);
        assertThat(find(issued.key())).isEmpty();
        assertThat(find(fresh)).isPresent();
    }

    @Test
    void aRevokedKeyStopsAtOnceAndTheOthersDoNot() {
        Partners.Issued issued = partners.create("Revoking", List.of(), true);
        ApiKey second = partners.rotate(issued.partner(), Partners.ROTATION_GRACE);

        int revoked = partners.revoke(issued.partner(), Optional.of(issued.key().last4()));

        assertThat(revoked).isEqualTo(1);
        assertThat(find(issued.key())).isEmpty();
        assertThat(find(second)).isPresent();
        assertThat(partners.revoke(issued.partner(), Optional.empty())).isEqualTo(1);
        assertThat(find(second)).isEmpty();
    }

    @Test
    void redirectUrisAreAddedOnceAndRemoved() {
        PartnerId partner = partners.create("Redirecting", List.of("https://app.partner.example/cb"), true)
                .partner();

        assertThat(partners.addRedirectUri(partner, "https://app.partner.example/cb"))
                .isFalse();
        assertThat(partners.addRedirectUri(partner, "http://localhost:3000/cb")).isTrue();
        assertThat(partners.removeRedirectUri(partner, "https://app.partner.example/cb"))
                .isTrue();
        assertThat(partners.list())
                .filteredOn(it -> it.id().equals(partner))
                .singleElement()
                .satisfies(it -> assertThat(it.redirectUris()).containsExactly("http://localhost:3000/cb"));
    }

    private Optional<Partners.Caller> find(ApiKey key) {
        return partners.find(key.value());
    }

    private static DataSource forbiddenSource() {
        return (DataSource) Proxy.newProxyInstance(
                PartnersTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getReturnType().equals(PrintWriter.class)) {
                        return null;
                    }
                    throw new AssertionError("the database was asked: " + method.getName());
                });
    }
}
