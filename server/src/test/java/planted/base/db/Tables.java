package planted.base.db;

/// What judges must not ask.
public record Tables() {}
