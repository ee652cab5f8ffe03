package dev.aisle.catalog.index.lucene;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.compress.LZ4;

/// The bytes of products as they lie in the index: LZ4, since most of what a product's offers say, they all say. What
/// every product says stands in a dictionary before the first byte. Expanding costs a few microseconds, and the index
/// is a quarter of the size. Not for two threads at once; [#expanded] is.
final class PackedBytes {

    /// LZ4 refers back to it, so a change needs a new [IndexFields#VERSION].
    private static final byte[] DICTIONARY = """
            true,"status":"out_of_stock"},"rating":{"value":4.5,"scale_max":5,"count":1,"list_price":{"amount":\
            "sku":"barcodes":[{"type":"GTIN","value":"0"}],"metadata":{"sold_by":"EUR"},"availability":{"available":false,\
            "top_features":["],"unique_selling_points":["],"attributes":[{"name":"Brand","value":"},{"name":"Material","value":\
            "},{"name":"Color","value":"Black"},{"name":"Size","value":"],"id":","title":","categories":[{"value":\
            ","taxonomy":"channel3"}],"description":{"plain":"},"price":{"amount":00,"currency":"USD"},\
            "availability":{"available":true,"status":"in_stock"},"seller":{"id":","name":","domain":","url":"https://www.com"},\
            "condition":["new"],"description":{"plain":"},"media":[{"type":"image","url":"https://.jpg"},\
            {"type":"image","url":"https://www.com/.jpg"}],"metadata":{""".getBytes(US_ASCII);

    /// Where the product's own bytes begin in what [#expanded] gives.
    static final int START = DICTIONARY.length;

    private final LZ4.FastCompressionHashTable seen = new LZ4.FastCompressionHashTable();

    /// The bytes with their length before them, smaller.
    BytesRef compressed(byte[] bytes) {
        return new BytesRef(Lz4.compressed(DICTIONARY, bytes, seen));
    }

    /// What [#compressed] was given, from [#START] on; what stands before and after it means nothing.
    static byte[] expanded(BytesRef compressed) {
        return Lz4.expanded(DICTIONARY, compressed);
    }
}
