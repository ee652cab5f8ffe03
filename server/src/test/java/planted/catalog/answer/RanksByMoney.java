package planted.catalog.answer;

import planted.market.affiliate.Rate;

/// Puts first what brings most.
public record RanksByMoney(Rate rate) {}
