package planted.market.product;

/// A room below the one that uses it.
public record Later() {}
