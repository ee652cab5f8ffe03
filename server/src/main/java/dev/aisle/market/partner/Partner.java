package dev.aisle.market.partner;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who calls the Partner API and brings merchants, as its operator sees it.
public record Partner(PartnerId id, String name, Instant createdAt, List<Key> keys, List<String> redirectUris) {

    /// What may be shown of a key; `revokedAt` may lie ahead, while a rotation's grace lasts.
    public record Key(String prefix, String last4, Instant createdAt, Optional<Instant> revokedAt) {}
}
