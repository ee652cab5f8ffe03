package dev.aisle.partner.connection;

import static dev.aisle.partner.connection.Connection.Status.ACTIVE;
import static dev.aisle.partner.connection.Connection.Status.DISCONNECTED;
import static dev.aisle.partner.connection.Connection.Status.ERROR;
import static dev.aisle.partner.connection.Connection.Status.NOT_CONNECTED;
import static dev.aisle.partner.connection.Connection.Status.PENDING;

import dev.aisle.partner.connection.Connection.Status;
import java.util.Map;
import java.util.Set;

/// Every legal move of a connection's status; staying where it is, is none.
final class ConnectionMoves {

    private static final Map<Status, Set<Status>> LEGAL = Map.of(
            NOT_CONNECTED, Set.of(PENDING),
            PENDING, Set.of(ACTIVE, ERROR, NOT_CONNECTED),
            ACTIVE, Set.of(ERROR, DISCONNECTED),
            ERROR, Set.of(ACTIVE, DISCONNECTED),
            DISCONNECTED, Set.of(PENDING));

    private ConnectionMoves() {}

    static boolean isLegal(Status from, Status to) {
        return LEGAL.getOrDefault(from, Set.of()).contains(to);
    }
}
