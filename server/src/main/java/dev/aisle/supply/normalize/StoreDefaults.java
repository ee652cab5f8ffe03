package dev.aisle.supply.normalize;

import java.util.Optional;

/// What is known of a whole store: its ISO 4217 currency, BCP 47 language and ISO 3166-1 country. It stands in where a
/// listing is silent, and settles marks such as `$` that several countries use.
public record StoreDefaults(Optional<String> currency, Optional<String> language, Optional<String> country) {

    public static final StoreDefaults UNKNOWN = new StoreDefaults(Optional.empty(), Optional.empty(), Optional.empty());
}
