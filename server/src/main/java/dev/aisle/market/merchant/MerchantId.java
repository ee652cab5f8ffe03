package dev.aisle.market.merchant;

/// A merchant's stable id: exactly four base-62 characters, case matters. The Partner API calls it `customer_id`.
public record MerchantId(String value) {

    public MerchantId {
        if (value.length() != 4) {
            throw new IllegalArgumentException("not a merchant id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
