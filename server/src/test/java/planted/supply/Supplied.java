package planted.supply;

/// What the catalog must get by way of the graph.
public record Supplied() {}
