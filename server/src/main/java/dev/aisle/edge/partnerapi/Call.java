package dev.aisle.edge.partnerapi;

import dev.aisle.market.partner.Partners;
import java.util.Map;
import java.util.Optional;

/// A call known to be this partner's: what its path named, its query (the first value of each name), and its body.
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record Call(Partners.Caller caller, Map<String, String> path, Map<String, String> query, byte[] body) {

    String named(String pathParameter) {
        return Optional.ofNullable(path.get(pathParameter))
                .orElseThrow(() -> new IllegalStateException("the route names no " + pathParameter));
    }
}
