package dev.aisle.edge.docs;

/// A page in the list beside every page.
public record PageLink(String name, String title) {}
