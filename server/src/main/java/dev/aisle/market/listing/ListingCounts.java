package dev.aisle.market.listing;

/// How many listings a merchant shows through a platform, and how many were set aside.
public record ListingCounts(long shown, long setAside) {}
