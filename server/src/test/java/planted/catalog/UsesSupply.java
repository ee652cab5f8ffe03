package planted.catalog;

import planted.supply.Supplied;

/// Takes a short cut.
public record UsesSupply(Supplied supplied) {}
