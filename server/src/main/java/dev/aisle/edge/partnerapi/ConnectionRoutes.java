package dev.aisle.edge.partnerapi;

import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.connection.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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

    private final ManagedMerchants merchants;
    private final Function<MerchantId, List<Connection>> connections;

    ConnectionRoutes(ManagedMerchants merchants, Function<MerchantId, List<Connection>> connections) {
        this.merchants = merchants;
        this.connections = connections;
    }

    ConnectionsResponse list(Call call) {
        Merchant merchant = merchants.get(call);
        List<Connection> all = connections.apply(merchant.id());
        return new ConnectionsResponse(
                merchant.id().value(), rows(all, Platform.Direction.SOURCE), rows(all, Platform.Direction.DESTINATION));
    }

    private static List<Row> rows(List<Connection> all, Platform.Direction direction) {
        return all.stream()
                .filter(it -> it.platform().direction() == direction)
                .filter(it -> !it.platform().isExtension() || it.status() != Connection.Status.NOT_CONNECTED)
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
