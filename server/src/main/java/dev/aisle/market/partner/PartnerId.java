package dev.aisle.market.partner;

/// A partner's id. Callers of the Partner API never see it; operators name a partner by it.
public record PartnerId(String value) {

    public PartnerId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("not a partner id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
