package dev.aisle.catalog.answer;

import dev.aisle.catalog.index.Looks;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.merchant.MerchantId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What an answer is narrowed to. Fields combine with AND, the values of one field with OR; an empty
/// `Optional` or an empty exclusion narrows nothing, while a present but empty list matches nothing (every
/// value asked for was unknown).
///
/// @param categories slugs, descendants included
/// @param brands names in any spelling, letters and digits count
/// @param minPrice in minor units of the context's currency, inclusive
/// @param onlyOwnCurrency whether only offers priced in the context's currency pass
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
        Looks looks) {

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
            false);

    /// However it looks.
    public Filters(
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
            boolean onlyOwnCurrency) {
        this(
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
                Looks.ANY);
    }

    /// The same, and such looks only.
    public Filters with(Looks wanted) {
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
                wanted);
    }

    /// Whether only offers that can be ordered are wanted; so it is unless the caller said otherwise.
    public boolean onlyAvailable() {
        return available.orElse(true);
    }
}
