package dev.aisle.catalog.index.lucene;

/// The fields of the index. A change here needs a new [#VERSION], so that older indexes are rebuilt.
///
/// Facets of offers are kept twice, as what orderable offers have and as what the others have, and so are
/// the words of products that can be ordered and of those that cannot: the availability filter that nearly
/// every search has then costs nothing.
final class IndexFields {

    static final String VERSION = "6";

    static final String ID = "id";
    static final String OFFER = "offer";
    static final String PAGE = "page";
    static final String FAMILY = "family";

    static final String TEXT = "text";
    static final String CODE = "code";

    static final String CATEGORY = "category";
    static final String BRAND = "brand";
    static final String GENDER = "gender";
    static final String AGE = "age";
    static final String COLOR = "color";
    static final String ATTRIBUTE = "attribute";
    static final String ORDERABLE = "orderable";
    static final String YES = "y";

    static final String MERCHANT = "merchant";
    static final String CONDITION = "condition";
    static final String REDUCED = "reduced";
    static final String CURRENCY = "currency";
    static final String PRICE_IN = "price:";

    static final String FEATURES = "features";
    static final String WEIGHT = "weight";

    static final String NUMBER = "number";
    static final String FACTS = "facts";
    static final String MEASURES = "measures";
    static final String PACKED = "packed";

    private IndexFields() {}

    /// The field for that facet of offers (or for the words of products) that can be ordered, or of those that
    /// cannot.
    static String facet(String name, boolean orderable) {
        return orderable ? name : name + "-";
    }
}
