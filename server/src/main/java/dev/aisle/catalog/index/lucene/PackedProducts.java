package dev.aisle.catalog.index.lucene;

import dev.aisle.base.ids.Base62;
import dev.aisle.catalog.index.OfferFacts;
import dev.aisle.catalog.index.PackedProduct;
import dev.aisle.market.product.ProductId;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.BytesRef;

/// Fetches the bytes of products: those of a page of hits together, in the order in which they lie on disk.
final class PackedProducts {

    private static final byte[] NONE = {};

    private final List<LeafReaderContext> leaves;

    PackedProducts(List<LeafReaderContext> leaves) {
        this.leaves = leaves;
    }

    /// The products of the first hits, in the order of the hits.
    List<PackedProduct> read(ScoreDoc[] hits, int most) throws IOException {
        PackedProduct[] products = new PackedProduct[Math.min(hits.length, most)];
        Integer[] places = new Integer[products.length];
        Arrays.setAll(places, place -> place);
        Arrays.sort(places, Comparator.comparingInt(place -> hits[place].doc));
        int open = -1;
        BinaryDocValues facts = null;
        BinaryDocValues packed = null;
        BinaryDocValues measures = DocValues.emptyBinary();
        for (int place : places) {
            int doc = hits[place].doc;
            int leaf = ReaderUtil.subIndex(doc, leaves);
            if (leaf != open || facts == null || packed == null) {
                open = leaf;
                facts = values(leaves.get(leaf), IndexFields.FACTS);
                packed = values(leaves.get(leaf), IndexFields.PACKED);
                measures = DocValues.getBinary(leaves.get(leaf).reader(), IndexFields.MEASURES);
            }
            products[place] = read(facts, measures, packed, doc - leaves.get(leaf).docBase);
        }
        return Arrays.asList(products);
    }

    /// The hits that are not these products, in the order of the hits.
    ScoreDoc[] without(Set<ProductId> products, ScoreDoc[] hits) throws IOException {
        Set<Long> unwanted =
                products.stream().map(id -> Base62.number(id.value())).collect(Collectors.toSet());
        IdentityHashMap<ScoreDoc, Long> numbers = numbers(hits.clone());
        return Arrays.stream(hits)
                .filter(hit -> !unwanted.contains(numbers.get(hit)))
                .toArray(ScoreDoc[]::new);
    }

    /// Puts a part of the hits into the order of their products' ids.
    void orderById(ScoreDoc[] hits, int from, int to) throws IOException {
        IdentityHashMap<ScoreDoc, Long> numbers = numbers(Arrays.copyOfRange(hits, from, to));
        Arrays.sort(hits, from, to, Comparator.comparing(numbers::get));
    }

    private IdentityHashMap<ScoreDoc, Long> numbers(ScoreDoc[] hits) throws IOException {
        Arrays.sort(hits, Comparator.comparingInt(hit -> hit.doc));
        IdentityHashMap<ScoreDoc, Long> numbers = new IdentityHashMap<>();
        int open = -1;
        NumericDocValues number = DocValues.emptyNumeric();
        for (ScoreDoc hit : hits) {
            int leaf = ReaderUtil.subIndex(hit.doc, leaves);
            if (leaf != open) {
                open = leaf;
                number = DocValues.getNumeric(leaves.get(leaf).reader(), IndexFields.NUMBER);
            }
            boolean known = number.advanceExact(hit.doc - leaves.get(leaf).docBase);
            numbers.put(hit, known ? number.longValue() : Long.MAX_VALUE);
        }
        return numbers;
    }

    static PackedProduct read(LeafReaderContext leaf, int doc) throws IOException {
        return read(
                values(leaf, IndexFields.FACTS),
                DocValues.getBinary(leaf.reader(), IndexFields.MEASURES),
                values(leaf, IndexFields.PACKED),
                doc);
    }

    private static PackedProduct read(BinaryDocValues facts, BinaryDocValues measures, BinaryDocValues packed, int doc)
            throws IOException {
        byte[] offers = BytesRef.deepCopyOf(bytes(facts, doc)).bytes;
        return new PackedProduct(
                new OfferFacts(offers, 0, offers.length, bytesOrNone(measures, doc)),
                PackedBytes.expanded(bytes(packed, doc)),
                PackedBytes.START);
    }

    static byte[] bytesOrNone(BinaryDocValues values, int doc) throws IOException {
        return values.advanceExact(doc) ? BytesRef.deepCopyOf(values.binaryValue()).bytes : NONE;
    }

    private static BinaryDocValues values(LeafReaderContext leaf, String field) throws IOException {
        BinaryDocValues values = leaf.reader().getBinaryDocValues(field);
        if (values == null) {
            throw new IllegalStateException("a segment without " + field);
        }
        return values;
    }

    private static BytesRef bytes(BinaryDocValues values, int doc) throws IOException {
        if (!values.advanceExact(doc)) {
            throw new IllegalStateException("a document without its bytes");
        }
        return values.binaryValue();
    }
}
