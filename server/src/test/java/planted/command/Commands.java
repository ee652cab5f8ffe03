package planted.command;

/// What an edge has no business with.
public record Commands() {}
