package dev.aisle.catalog.index;

import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A searchable copy of the product graph: one writer, any number of readers. What is written shows in views opened
/// after the next [#refresh], and outlives the process from the next [#commit] on.
public interface ProductIndex extends AutoCloseable {

    int MOST_ATTRIBUTES = 2_000;
    int MOST_ATTRIBUTE_VALUES = 1_000;

    /// A product and what is to be kept of it.
    record Entry(Product product, ProductDocument document) {}

    /// What a search asks for.
    ///
    /// @param text none browses: the products with most to say first
    /// @param currency offers in this currency come first among equals; likewise for the country
    /// @param seen products that are not wanted again
    record Wanted(
            Optional<String> text,
            Narrowing narrowing,
            String currency,
            Optional<String> country,
            Set<ProductId> seen,
            int limit) {}

    /// Hits, best first, ties in the order of their ids.
    ///
    /// @param more whether there are further ones
    record Hits(List<PackedProduct> products, boolean more) {}

    /// The index at one moment: whatever is asked of one view fits together.
    interface View extends AutoCloseable {

        Hits search(Wanted wanted);

        Optional<PackedProduct> product(ProductId id);

        /// Whether the product would be a hit of a search narrowed so.
        boolean passes(ProductId id, Narrowing narrowing);

        /// The product an offer belongs to.
        Optional<PackedProduct> offer(ListingId id);

        /// The products sold on a store's page: several where it offers siblings.
        List<PackedProduct> page(UrlKey key);

        /// The products of a family, at most as many as an answer can hold, in the order of their ids.
        List<PackedProduct> family(String family);

        /// The currencies offers are priced in.
        Set<String> currencies();

        /// The handles of the attributes that products have, see [Attributes]; at most [#MOST_ATTRIBUTES].
        Set<String> attributes();

        /// What products say of an attribute, in lower case and the order of the letters; at most
        /// [#MOST_ATTRIBUTE_VALUES].
        List<String> attributeValues(String handle);

        /// Whether a product has the attribute with that value.
        boolean hasAttribute(String handle, String value);

        /// Whether a product in one of the categories, or what lies in them, has the attribute.
        boolean hasAttributeIn(Set<String> categories, String handle);

        int size();

        @Override
        void close();
    }

    View view();

    /// A number that differs between two views wherever their answers may.
    long generation();

    void put(Collection<Entry> entries);

    void remove(Collection<ProductId> products);

    /// Forgets everything.
    void clear();

    void refresh();

    /// Much is to come: what only makes searching cheaper is put off until [#catchUpOnUpkeep].
    void putOffUpkeep();

    /// Does in the background what was put off.
    void catchUpOnUpkeep();

    /// Keeps what was put so far, with a note that comes back from [#kept] after a restart.
    void commit(Map<String, String> note);

    /// The note of the last commit; empty for a new index, and for one that had to be thrown away.
    Map<String, String> kept();

    @Override
    void close();
}
