package planted.market.listing;

final class NothingHelper {}
