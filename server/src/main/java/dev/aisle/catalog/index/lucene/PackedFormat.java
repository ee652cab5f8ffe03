package dev.aisle.catalog.index.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.DocValuesConsumer;
import org.apache.lucene.codecs.DocValuesFormat;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.codecs.lucene90.Lucene90DocValuesFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/// The usual format of document values under a name of its own, and so in files of their own, see [ProductFolder].
/// Public, with a constructor without arguments, because the engine looks it up by its name.
public final class PackedFormat extends DocValuesFormat {

    static final String NAME = "AislePacked";

    private final DocValuesFormat usual = new Lucene90DocValuesFormat();

    public PackedFormat() {
        super(NAME);
    }

    @Override
    public DocValuesConsumer fieldsConsumer(SegmentWriteState state) throws IOException {
        return usual.fieldsConsumer(state);
    }

    @Override
    public DocValuesProducer fieldsProducer(SegmentReadState state) throws IOException {
        return usual.fieldsProducer(state);
    }
}
