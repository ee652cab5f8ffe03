package dev.aisle.market.listing;

/// What a source can say about a listing. Stored by their order, so a new one goes to the end.
public enum Field {
    TITLE,
    DESCRIPTION,
    URL,
    BRAND,
    SKU,
    MPN,
    GTIN,
    PRICE,
    LIST_PRICE,
    CURRENCY,
    AVAILABILITY,
    CONDITION,
    IMAGE,
    CATEGORY,
    GROUP,
    GENDER,
    AGE,
    LANGUAGE,
    COUNTRY,
    RATING,
    RATING_SCALE,
    RATING_COUNT,
    SELLER,
    OPTION,
    ATTRIBUTE
}
