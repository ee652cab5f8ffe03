package dev.aisle.supply.extract.markup;

/// What a property of structured data may hold: a text, or another thing.
public sealed interface Value permits Value.Text, Thing {

    record Text(String text) implements Value {}
}
