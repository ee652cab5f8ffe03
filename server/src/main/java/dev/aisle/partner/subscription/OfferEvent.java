package dev.aisle.partner.subscription;

import java.util.Arrays;
import java.util.Optional;

/// What can happen to an offer of a product that is subscribed to.
public enum OfferEvent {
    PRICE_CHANGED("offer.price.changed"),
    AVAILABILITY_CHANGED("offer.availability.changed"),
    CREATED("offer.created"),
    DELETED("offer.deleted");

    private final String word;

    OfferEvent(String word) {
        this.word = word;
    }

    /// Its name in the contract.
    public String word() {
        return word;
    }

    public static Optional<OfferEvent> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
