package dev.aisle.edge.partnerapi;

import dev.aisle.base.problem.Problem;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.connection.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// List connections: a row for every platform, connected or not.
final class ConnectionRoutes {

    @JsonNaming(SnakeCaseStrategy.class)
    record ConnectionsResponse(String customerId, List<Row> importSources, List<Row> destinations) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Row(
            String platform,
            String name,
            boolean connectable,
            String status,
            @Nullable Instant connectedAt,
            SyncRow sync,
            @Nullable String feedUrl,
            @Nullable ErrorRow error) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record SyncRow(
            @Nullable String state,
            @Nullable Instant lastSyncedAt,
            @Nullable Instant nextSyncAt,
            long itemsSynced,
            long itemsFailed,
            @Nullable String message) {}

    record ErrorRow(String code, String message) {}

    private static final int ID_LENGTH = 4;
    private static final int LONGEST_ECHO = 40;

    private final Merchants merchants;
    private final Function<MerchantId, List<Connection>> connections;

    ConnectionRoutes(Merchants merchants, Function<MerchantId, List<Connection>> connections) {
        this.merchants = merchants;
        this.connections = connections;
    }

    ConnectionsResponse list(Call call) {
        Merchant merchant = managed(call);
        List<Connection> all = connections.apply(merchant.id());
        return new ConnectionsResponse(
                merchant.id().value(), rows(all, Platform.Direction.SOURCE), rows(all, Platform.Direction.DESTINATION));
    }

    /// The merchant that the path names, if the caller manages it; an unknown one and another partner's read the same.
    private Merchant managed(Call call) {
        String said = call.named("customer_id");
        Optional<Merchant> found = said.length() == ID_LENGTH
                ? merchants.find(call.caller().partner(), new MerchantId(said))
                : Optional.empty();
        return found.orElseThrow(() -> Problem.of(
                Problem.Code.FORBIDDEN,
                "No merchant '" + (said.length() <= LONGEST_ECHO ? said : said.substring(0, LONGEST_ECHO))
                        + "' is managed with this key."
                        + " Provision it with POST /v0/partner/merchants, or check the customer_id."));
    }

    private static List<Row> rows(List<Connection> all, Platform.Direction direction) {
        return all.stream()
                .filter(it -> it.platform().direction() == direction)
                .map(ConnectionRoutes::row)
                .toList();
    }

    private static Row row(Connection connection) {
        return new Row(
                connection.platform().slug(),
                connection.platform().displayName(),
                connection.platform().connectable(),
                word(connection.status()),
                connection.connectedAt().orElse(null),
                sync(connection.sync()),
                connection.feedUrl().orElse(null),
                connection
                        .failure()
                        .map(it -> new ErrorRow(it.code(), it.message()))
                        .orElse(null));
    }

    private static SyncRow sync(Connection.Sync sync) {
        return new SyncRow(
                sync.state().map(ConnectionRoutes::word).orElse(null),
                sync.lastSyncedAt().orElse(null),
                sync.nextSyncAt().orElse(null),
                sync.itemsSynced(),
                sync.itemsFailed(),
                sync.message().orElse(null));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
