package dev.aisle.partner.feed;

import java.nio.file.Path;
import java.time.Instant;

/// A file of a feed as it is served.
///
/// @param digest of its bytes, in hexadecimal
/// @param changedAt since when it has these bytes
public record FeedFile(Path path, String contentType, long bytes, String digest, Instant changedAt) {}
