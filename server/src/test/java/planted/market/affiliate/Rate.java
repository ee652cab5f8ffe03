package planted.market.affiliate;

/// What a sale brings.
public record Rate(int net) {}
