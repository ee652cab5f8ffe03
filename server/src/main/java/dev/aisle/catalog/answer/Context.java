package dev.aisle.catalog.answer;

import java.util.Optional;

/// What is known of the buyer: the currency price filters are read in, and hints that bias the order.
public record Context(String currency, Optional<String> language, Optional<String> country) {

    public static final Context DEFAULT = new Context("USD", Optional.empty(), Optional.empty());
}
