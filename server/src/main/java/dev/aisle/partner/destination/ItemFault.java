package dev.aisle.partner.destination;

/// Something that a destination would object to in an item, found before it is sent.
///
/// @param rule a stable token, such as `too_long`
/// @param item the item's id
/// @param field the destination's field
/// @param source what the merchant has to look at, such as `brand`
/// @param change in words: what is wrong, and what to change
public record ItemFault(String rule, String item, String field, String source, Outcome outcome, String change) {

    /// What became of the item.
    public enum Outcome {
        LEFT_OUT,
        FIELD_DROPPED,
        ADVICE
    }
}
