package dev.aisle.catalog.index;

import dev.aisle.market.listing.Condition;
import dev.aisle.market.merchant.MerchantId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What a search is narrowed to, in the index's own terms: fields combine with AND, the values of one with
/// OR. A present but empty set lets nothing pass. Prices, merchants, conditions, sizes and orderability must
/// hold together on one offer; the others speak of the product.
///
/// @param categories slugs, descendants included
/// @param prices for each currency the amounts that pass; a currency that is not in it does not pass
/// @param brands in any spelling, see [BrandKey]
/// @param conditions none means any
/// @param orderable whether only offers that can be ordered pass
/// @param genders products that say one of these pass, and those that say nothing count as `unisex`
/// @param ages products that say one of these pass, and those that say nothing count as `adult`
public record Narrowing(
        Optional<Set<String>> categories,
        Set<String> notCategories,
        Optional<Map<String, Amounts>> prices,
        Optional<Set<MerchantId>> merchants,
        Set<MerchantId> notMerchants,
        Optional<Set<String>> brands,
        Set<String> notBrands,
        Set<Condition> conditions,
        boolean orderable,
        Optional<Set<String>> genders,
        Optional<Set<String>> ages,
        Traits traits) {

    public static final String UNISEX = "unisex";
    public static final String ADULT = "adult";

    public static final Narrowing NONE = new Narrowing(
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Set.of(),
            Set.of(),
            false,
            Optional.empty(),
            Optional.empty(),
            Traits.ANY);

    /// The same but for what the change says.
    public Narrowing but(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    /// Amounts in the minor units of one currency, both ends included.
    public record Amounts(long least, long most) {}

    /// Whether some of it cannot be told from an offer.
    public boolean speaksOfProducts() {
        return categories.isPresent()
                || !notCategories.isEmpty()
                || brands.isPresent()
                || !notBrands.isEmpty()
                || genders.isPresent()
                || ages.isPresent()
                || traits.speaksOfProducts();
    }

    /// Whether nothing can pass.
    public boolean excludesEverything() {
        return categories.filter(Set::isEmpty).isPresent()
                || prices.filter(Map::isEmpty).isPresent()
                || merchants.filter(Set::isEmpty).isPresent()
                || brands.filter(Set::isEmpty).isPresent()
                || genders.filter(Set::isEmpty).isPresent()
                || ages.filter(Set::isEmpty).isPresent();
    }

    /// One in the making.
    public static final class Draft {

        public Optional<Set<String>> categories;
        public Set<String> notCategories;
        public Optional<Map<String, Amounts>> prices;
        public Optional<Set<MerchantId>> merchants;
        public Set<MerchantId> notMerchants;
        public Optional<Set<String>> brands;
        public Set<String> notBrands;
        public Set<Condition> conditions;
        public boolean orderable;
        public Optional<Set<String>> genders;
        public Optional<Set<String>> ages;
        public Traits traits;

        private Draft(Narrowing of) {
            categories = of.categories;
            notCategories = of.notCategories;
            prices = of.prices;
            merchants = of.merchants;
            notMerchants = of.notMerchants;
            brands = of.brands;
            notBrands = of.notBrands;
            conditions = of.conditions;
            orderable = of.orderable;
            genders = of.genders;
            ages = of.ages;
            traits = of.traits;
        }

        private Narrowing done() {
            return new Narrowing(
                    categories,
                    notCategories,
                    prices,
                    merchants,
                    notMerchants,
                    brands,
                    notBrands,
                    conditions,
                    orderable,
                    genders,
                    ages,
                    traits);
        }
    }
}
