package dev.aisle.catalog.answer;

import dev.aisle.catalog.index.Traits;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.ProductId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// What an answer is narrowed to. Fields combine with AND, the values of one field with OR; an empty
/// `Optional` or an empty exclusion narrows nothing, while a present but empty list matches nothing (every
/// value asked for was unknown).
///
/// @param categories slugs, descendants included
/// @param brands names in any spelling, letters and digits count
/// @param minPrice in minor units of the context's currency, inclusive
/// @param onlyOwnCurrency whether only offers priced in the context's currency pass
/// @param excludeProducts what a search leaves out whatever it is
/// @param available present when the caller sent it; absent means true by default
public record Filters(
        Optional<List<String>> categories,
        List<String> excludeCategories,
        OptionalLong minPrice,
        OptionalLong maxPrice,
        Optional<List<MerchantId>> merchants,
        List<MerchantId> excludeMerchants,
        Optional<List<String>> brands,
        List<String> excludeBrands,
        Set<Condition> conditions,
        Optional<Boolean> available,
        Optional<String> gender,
        Optional<Set<String>> ages,
        boolean onlyOwnCurrency,
        Traits traits,
        Set<ProductId> excludeProducts) {

    public static final Filters NONE = new Filters(
            Optional.empty(),
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Traits.ANY,
            Set.of());

    /// The same but for what the change says.
    public Filters but(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    /// Whether only offers that can be ordered are wanted; so it is unless the caller said otherwise.
    public boolean onlyAvailable() {
        return available.orElse(true);
    }

    /// One in the making.
    public static final class Draft {

        public Optional<List<String>> categories;
        public List<String> excludeCategories;
        public OptionalLong minPrice;
        public OptionalLong maxPrice;
        public Optional<List<MerchantId>> merchants;
        public List<MerchantId> excludeMerchants;
        public Optional<List<String>> brands;
        public List<String> excludeBrands;
        public Set<Condition> conditions;
        public Optional<Boolean> available;
        public Optional<String> gender;
        public Optional<Set<String>> ages;
        public boolean onlyOwnCurrency;
        public Traits traits;
        public Set<ProductId> excludeProducts;

        private Draft(Filters of) {
            categories = of.categories;
            excludeCategories = of.excludeCategories;
            minPrice = of.minPrice;
            maxPrice = of.maxPrice;
            merchants = of.merchants;
            excludeMerchants = of.excludeMerchants;
            brands = of.brands;
            excludeBrands = of.excludeBrands;
            conditions = of.conditions;
            available = of.available;
            gender = of.gender;
            ages = of.ages;
            onlyOwnCurrency = of.onlyOwnCurrency;
            traits = of.traits;
            excludeProducts = of.excludeProducts;
        }

        private Filters done() {
            return new Filters(
                    categories,
                    excludeCategories,
                    minPrice,
                    maxPrice,
                    merchants,
                    excludeMerchants,
                    brands,
                    excludeBrands,
                    conditions,
                    available,
                    gender,
                    ages,
                    onlyOwnCurrency,
                    traits,
                    excludeProducts);
        }
    }
}
