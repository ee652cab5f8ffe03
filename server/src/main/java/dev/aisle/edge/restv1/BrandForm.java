package dev.aisle.edge.restv1;

import dev.aisle.catalog.answer.Context;
import dev.aisle.catalog.answer.Filters;
import dev.aisle.catalog.answer.Search;
import dev.aisle.edge.catalogapi.Answers;
import dev.aisle.market.affiliate.Commissions;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.taxonomy.Brand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Brands in the shape of this API. The most that a brand's sales bring is what the best of the merchants
/// brings that sell something of it.
final class BrandForm {

    private final Answers answers;
    private final Commissions commissions;

    BrandForm(Answers answers, Commissions commissions) {
        this.answers = answers;
        this.commissions = commissions;
    }

    /// @param country where the buyer is; none means anywhere
    List<Map<String, Object>> write(List<Brand> brands, Optional<String> country) {
        SortedMap<Integer, List<MerchantId>> merchants = commissions.merchantsByNet(country);
        return brands.stream().map(brand -> written(brand, merchants)).toList();
    }

    private Map<String, Object> written(Brand brand, SortedMap<Integer, List<MerchantId>> merchants) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", brand.id().value());
        out.put("name", brand.name());
        merchants.entrySet().stream()
                .filter(it -> anySells(it.getValue(), brand))
                .findFirst()
                .ifPresent(it -> out.put("best_commission_rate", CommissionForm.percent(it.getKey())));
        return out;
    }

    private boolean anySells(List<MerchantId> merchants, Brand brand) {
        Filters sold = Filters.NONE.but(it -> {
            it.merchants = Optional.of(merchants);
            it.brands = Optional.of(List.of(brand.name()));
            it.available = Optional.of(false);
        });
        return !answers.search(new Search(Optional.empty(), sold, Context.DEFAULT, 1, Optional.empty()))
                .products()
                .isEmpty();
    }
}
