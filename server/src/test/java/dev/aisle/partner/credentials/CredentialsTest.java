package dev.aisle.partner.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    private static final Secret SECRET = new Secret(Map.of("consumer_key", "ck_marked", "note", "a=b&c d\u00e4"));

    @TempDir
    private Path folder;

    private Database database;
    private Path file;
    private Credentials credentials;
    private MerchantId merchant;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        file = folder.resolve("data").resolve("sealing.keys");
        credentials = new Credentials(database.db(), new SealingKeys(file));
        merchant = new Merchants(database.db(), () -> Instant.EPOCH)
                .findOrAdd(new Domain("shop.example", "https"), Optional.empty())
                .merchant()
                .id();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsPutInComesOutAndStandsNowhereInClear() throws IOException {
        credentials.put(merchant, Platform.WOOCOMMERCE, SECRET);

        Secret found = credentials.find(merchant, Platform.WOOCOMMERCE).orElseThrow();
        assertThat(found.get("consumer_key")).isEqualTo("ck_marked");
        assertThat(found.get("note")).isEqualTo("a=b&c d\u00e4");
        assertThat(found.toString()).doesNotContain("marked");
        byte[] sealed = database.db().get("select sealed from credentials", row -> row.bytes("sealed"));
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("marked");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aChangedBitOrAnotherMerchantsRowDoesNotOpen() {
        credentials.put(merchant, Platform.WOOCOMMERCE, SECRET);

        database.db().execute("update credentials set platform = 'shopify'");
        assertThatThrownBy(() -> credentials.find(merchant, Platform.SHOPIFY)).hasMessageContaining("cannot be opened");
        database.db()
                .execute(
                        "update credentials set platform = 'woocommerce', sealed = set_bit(sealed, 100, 1 - get_bit(sealed, 100))");
        assertThatThrownBy(() -> credentials.find(merchant, Platform.WOOCOMMERCE))
                .hasMessageContaining("cannot be opened");
    }

    @Test
    void aServerBesideFollowsAFreshKey() throws IOException {
        Credentials beside = new Credentials(database.db(), new SealingKeys(file));
        credentials.put(merchant, Platform.WOOCOMMERCE, SECRET);
        assertThat(beside.find(merchant, Platform.WOOCOMMERCE)).isPresent();
        String before = Files.readString(file);

        assertThat(credentials.rekey()).isEqualTo(1);

        assertThat(Files.readString(file)).isNotEqualTo(before).hasLineCount(1);
        assertThat(beside.find(merchant, Platform.WOOCOMMERCE).orElseThrow().get("consumer_key"))
                .isEqualTo("ck_marked");
        beside.put(merchant, Platform.SHOPIFY, SECRET);
        assertThat(credentials.find(merchant, Platform.SHOPIFY)).isPresent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aKilledRekeyIsRunAgain() {
        credentials.put(merchant, Platform.WOOCOMMERCE, SECRET);
        new SealingKeys(file).add();

        assertThat(credentials.find(merchant, Platform.WOOCOMMERCE)).isPresent();
        assertThat(credentials.rekey()).isEqualTo(1);
        assertThat(credentials.find(merchant, Platform.WOOCOMMERCE)).isPresent();
    }

    @Test
    void whatIsRemovedIsGone() {
        credentials.put(merchant, Platform.WOOCOMMERCE, SECRET);
        credentials.remove(merchant, Platform.WOOCOMMERCE);

        assertThat(credentials.find(merchant, Platform.WOOCOMMERCE)).isEmpty();
    }
}
