package dev.aisle.edge.mcp;

import java.util.List;

/// The protocol versions spoken here, the newest first. "Modern" is the one without handshake; the others are
/// "legacy" and share one shape of results.
final class Versions {

    static final String MODERN = "2026-07-28";
    static final String NEWEST_LEGACY = "2025-11-25";

    /// What a client speaks that names no version.
    static final String UNNAMED = "2025-03-26";

    static final List<String> LEGACY = List.of(NEWEST_LEGACY, "2025-06-18", UNNAMED);
    static final List<String> SUPPORTED = List.of(MODERN, NEWEST_LEGACY, "2025-06-18", UNNAMED);

    private Versions() {}
}
