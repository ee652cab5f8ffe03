package dev.aisle.catalog.index.lucene;

import dev.aisle.base.ids.Base62;
import dev.aisle.catalog.index.Attributes;
import dev.aisle.catalog.index.BrandKey;
import dev.aisle.catalog.index.Narrowing;
import dev.aisle.catalog.index.OfferFacts;
import dev.aisle.catalog.index.PackedProduct;
import dev.aisle.catalog.index.Palette;
import dev.aisle.catalog.index.ProductDocument;
import dev.aisle.catalog.index.ProductIndex;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.FeatureField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;

/// Turns products into Lucene documents. Not for two threads at once; the document is only good until the
/// next one.
final class ProductFields {

    private static final int LONGEST_TITLE = 400;
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final int LONGEST_VALUE = 200;
    private static final int MOST_ATTRIBUTES = 120;

    private static final int TITLE = 5;
    private static final int TITLE_NEIGHBOURS = 2;
    private static final int THING = 4;
    private static final int BRAND = 1;
    private static final int CATEGORY = 2;
    private static final int CODE = 1;
    private static final int OPTION = 2;
    private static final int ATTRIBUTE = 1;
    private static final int OTHER_TITLE = 1;
    private static final int DESCRIPTION = 1;
    private static final Set<String> ATTRIBUTE_HOLDS = Set.of("yes", "true", "y", "1");

    private static final FieldType WORDS = new FieldType();

    static {
        WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        WORDS.setTokenized(true);
        WORDS.freeze();
    }

    private final Function<String, List<String>> categoryLine;
    private final WordStream words = new WordStream();

    /// Every document has both fields of words, one of them empty: lengths that stand for all documents are read
    /// several times faster.
    private final WordStream noWords = new WordStream();

    private final PackedBytes packed = new PackedBytes();

    /// @param categoryLine a category's slug and those of all it lies in
    ProductFields(Function<String, List<String>> categoryLine) {
        this.categoryLine = categoryLine;
    }

    Iterable<IndexableField> of(ProductIndex.Entry entry) throws IOException {
        Product product = entry.product();
        ProductDocument document = entry.document();
        List<IndexableField> fields = new ArrayList<>(32);
        String id = product.id().value();
        fields.add(term(IndexFields.ID, id));
        fields.add(new NumericDocValuesField(IndexFields.NUMBER, Base62.number(id)));
        fields.add(term(IndexFields.FAMILY, product.family()));
        fields.add(new BinaryDocValuesField(IndexFields.FACTS, new BytesRef(OfferFacts.pack(document))));
        fields.add(new BinaryDocValuesField(IndexFields.PACKED, packed.compressed(PackedProduct.pack(document))));
        boolean orderable =
                product.offers().stream().anyMatch(offer -> offer.availability().canBeOrdered());
        fields.add(new FeatureField(
                IndexFields.facet(IndexFields.FEATURES, orderable), IndexFields.WEIGHT, weight(product)));
        product.brand().map(BrandKey::of).ifPresent(key -> fields.add(term(IndexFields.BRAND, key)));
        product.category()
                .map(categoryLine)
                .ifPresent(line -> line.forEach(slug -> fields.add(term(IndexFields.CATEGORY, slug))));
        OfferFacts.packMeasures(product)
                .ifPresent(bytes -> fields.add(new BinaryDocValuesField(IndexFields.MEASURES, new BytesRef(bytes))));
        Palette.terms(product).forEach(color -> fields.add(term(IndexFields.COLOR, color)));
        Attributes.terms(product).forEach(attribute -> fields.add(term(IndexFields.ATTRIBUTE, attribute)));
        audience(product, fields);
        offers(product, orderable, fields);
        fields.add(text(product, IndexFields.facet(IndexFields.TEXT, orderable)));
        fields.add(new Field(IndexFields.facet(IndexFields.TEXT, !orderable), noWords, WORDS));
        return fields;
    }

    /// How much there is to say of a product: what browsing goes by, and a small push in a search.
    private static float weight(Product product) {
        long merchants = product.offers().stream()
                .map(offer -> offer.merchant().id())
                .distinct()
                .count();
        long ratings = product.rating().map(Listing.Rating::count).orElse(0L);
        return (float) (1 + Math.log1p((double) merchants) + Math.log1p((double) ratings) / 2);
    }

    private static void audience(Product product, List<IndexableField> fields) {
        Set<String> genders = new HashSet<>();
        Set<String> ages = new HashSet<>();
        for (Offer offer : product.offers()) {
            offer.listing().audience().gender().ifPresent(genders::add);
            offer.listing().audience().age().ifPresent(ages::add);
        }
        if (genders.isEmpty()) {
            genders.add(Narrowing.UNISEX);
        }
        if (ages.isEmpty()) {
            ages.add(Narrowing.ADULT);
        }
        genders.forEach(gender -> fields.add(term(IndexFields.GENDER, gender)));
        ages.forEach(age -> fields.add(term(IndexFields.AGE, age)));
    }

    private static void offers(Product product, boolean anyOrderable, List<IndexableField> fields) {
        Set<String> seen = new HashSet<>();
        String codes = IndexFields.facet(IndexFields.CODE, anyOrderable);
        for (Offer offer : product.offers()) {
            boolean orderable = offer.availability().canBeOrdered();
            fields.add(term(IndexFields.OFFER, offer.id().value()));
            once(
                    seen,
                    fields,
                    IndexFields.PAGE,
                    UrlKey.of(offer.listing().url()).value());
            once(
                    seen,
                    fields,
                    IndexFields.facet(IndexFields.MERCHANT, orderable),
                    offer.merchant().id().value());
            once(
                    seen,
                    fields,
                    IndexFields.facet(IndexFields.CONDITION, orderable),
                    offer.condition().word());
            if (offer.compareAt().isPresent()) {
                once(seen, fields, IndexFields.facet(IndexFields.REDUCED, orderable), IndexFields.YES);
            }
            once(seen, fields, IndexFields.CURRENCY, offer.price().currency());
            offer.listing()
                    .audience()
                    .country()
                    .ifPresent(country -> once(
                            seen, fields, IndexFields.CURRENCY, offer.price().currency() + country));
            fields.add(new LongField(
                    IndexFields.facet(IndexFields.PRICE_IN + offer.price().currency(), orderable),
                    offer.price().amount(),
                    Field.Store.NO));
            Listing.Identity identity = offer.listing().identity();
            identity.gtin().ifPresent(code -> once(seen, fields, codes, Codes.term(code)));
            identity.mpn().ifPresent(code -> once(seen, fields, codes, Codes.term(code)));
            identity.sku().ifPresent(code -> once(seen, fields, codes, Codes.term(code)));
        }
        if (anyOrderable) {
            fields.add(term(IndexFields.ORDERABLE, IndexFields.YES));
        }
    }

    private Field text(Product product, String field) {
        words.clear();
        words.add(product.title(), LONGEST_TITLE, TITLE, TITLE_NEIGHBOURS, Words.Joins.NEIGHBOURS);
        words.addThing(product.title(), LONGEST_TITLE, THING);
        product.brand().ifPresent(brand -> add(brand, BRAND));
        Set<String> said = new HashSet<>();
        for (Offer offer : product.offers()) {
            Listing listing = offer.listing();
            listing.identity().mpn().filter(said::add).ifPresent(code -> add(code, CODE));
            listing.identity().sku().filter(said::add).ifPresent(code -> add(code, CODE));
            for (String path : listing.categories()) {
                if (said.add(path)) {
                    add(path, CATEGORY);
                }
            }
            for (Listing.Named option : listing.options()) {
                if (said.add(option.value())) {
                    add(option.value(), OPTION);
                }
            }
            if (said.add(listing.title()) && !listing.title().equals(product.title())) {
                add(listing.title(), OTHER_TITLE);
            }
        }
        product.attributes().stream()
                .limit(MOST_ATTRIBUTES)
                .map(ProductFields::telling)
                .filter(said::add)
                .forEach(value -> add(value, ATTRIBUTE));
        words.add(product.description(), LONGEST_DESCRIPTION, DESCRIPTION, 0, Words.Joins.WRITTEN);
        return new Field(field, words, WORDS);
    }

    /// The value of an attribute; its name where the value only says that it holds.
    private static String telling(Listing.Named attribute) {
        return ATTRIBUTE_HOLDS.contains(attribute.value().toLowerCase(Locale.ROOT))
                ? attribute.name()
                : attribute.value();
    }

    private void add(String text, int weight) {
        words.add(text, LONGEST_VALUE, weight, weight, Words.Joins.WRITTEN);
    }

    private static void once(Set<String> seen, List<IndexableField> fields, String field, String value) {
        if (!value.isEmpty() && seen.add(field + '\n' + value)) {
            fields.add(term(field, value));
        }
    }

    private static StringField term(String field, String value) {
        return new StringField(field, value, Field.Store.NO);
    }
}
