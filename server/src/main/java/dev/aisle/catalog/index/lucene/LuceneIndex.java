package dev.aisle.catalog.index.lucene;

import dev.aisle.catalog.index.ProductIndex;
import dev.aisle.market.product.ProductId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.DocValuesFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The embedded index in a folder of ours. An index that is broken or of another version is thrown away when it is
/// opened; its follower then fills it again.
public final class LuceneIndex implements ProductIndex {

    private static final Logger LOG = LoggerFactory.getLogger(LuceneIndex.class);

    private static final String VERSION_NOTE = "version";
    private static final double RAM_BUFFER_MB = 64;

    /// Each segment costs every search the look-up of its words, so there are few, and merging is done oftener.
    private static final double SEGMENTS_PER_TIER = 4;

    /// While much is to come; what is merged later is merged fewer times.
    private static final double SEGMENTS_PER_TIER_IN_A_RUSH = 12;

    private static final double LARGEST_SEGMENT_MB = 20_000;
    private static final float SATURATION = 1.5f;
    private static final float LENGTH = 0.75f;
    static final BM25Similarity SIMILARITY = new BM25Similarity(SATURATION, LENGTH);

    private static final Codec CODEC = new Lucene104Codec() {

        private final DocValuesFormat packed = new PackedFormat();

        @Override
        public DocValuesFormat getDocValuesFormatForField(String field) {
            return field.equals(IndexFields.PACKED) ? packed : super.getDocValuesFormatForField(field);
        }
    };

    private final ProductFolder directory;
    private final TieredMergePolicy merges = new TieredMergePolicy();
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final AtomicLong generation = new AtomicLong();
    private final ProductFields fields;
    private final Map<String, String> kept;

    private LuceneIndex(
            ProductFolder directory, Function<String, List<String>> categoryLine, int mostFound, Runnable between)
            throws IOException {
        this.directory = directory;
        this.kept = readNote(directory);
        this.writer = new IndexWriter(directory, configuration(merges));
        KeptRanges ranges = new KeptRanges();
        this.searchers = new SearcherManager(writer, new SearcherFactory() {
            @Override
            public IndexSearcher newSearcher(IndexReader reader, IndexReader previous) {
                Snapshot snapshot = new Snapshot(reader, generation.incrementAndGet(), mostFound, ranges, between);
                snapshot.setSimilarity(SIMILARITY);
                return snapshot;
            }
        });
        this.fields = new ProductFields(categoryLine);
    }

    /// Opens the index in a folder, which it makes if need be.
    ///
    /// @param categoryLine a category's slug and those of all it lies in, see [ProductFields]
    public static LuceneIndex open(Path folder, Function<String, List<String>> categoryLine) {
        return open(folder, categoryLine, 0, () -> {});
    }

    /// As [#open(Path, Function)].
    ///
    /// @param mostFound of so many searches it keeps what they found, about a kilobyte each, until the
    ///     index changes
    /// @param between called now and then in the middle of a search, by its thread; may wait
    public static LuceneIndex open(
            Path folder, Function<String, List<String>> categoryLine, int mostFound, Runnable between) {
        try {
            Files.createDirectories(folder);
            return new LuceneIndex(ProductFolder.open(folder), categoryLine, mostFound, between);
        } catch (IOException broken) {
            throw new UncheckedIOException("The search index in " + folder + " cannot be opened.", broken);
        }
    }

    @Override
    public View view() {
        try {
            return new LuceneView(searchers, (Snapshot) searchers.acquire());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public synchronized void put(Collection<Entry> entries) {
        try {
            for (Entry entry : entries) {
                writer.updateDocument(
                        new Term(IndexFields.ID, entry.product().id().value()), fields.of(entry));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void remove(Collection<ProductId> products) {
        try {
            writer.deleteDocuments(products.stream()
                    .map(id -> new Term(IndexFields.ID, id.value()))
                    .toArray(Term[]::new));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void clear() {
        try {
            writer.deleteAll();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void refresh() {
        try {
            searchers.maybeRefreshBlocking();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void putOffUpkeep() {
        merges.setSegmentsPerTier(SEGMENTS_PER_TIER_IN_A_RUSH);
    }

    @Override
    public void catchUpOnUpkeep() {
        merges.setSegmentsPerTier(SEGMENTS_PER_TIER);
        try {
            writer.maybeMerge();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public long generation() {
        try (View view = view()) {
            return ((LuceneView) view).generation();
        }
    }

    @Override
    public void commit(Map<String, String> note) {
        Map<String, String> all = new HashMap<>(note);
        all.put(VERSION_NOTE, IndexFields.VERSION);
        try {
            writer.setLiveCommitData(all.entrySet());
            writer.commit();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Merges what there is into one segment: for an index that will not change soon.
    public void settle() {
        try {
            writer.forceMerge(1);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Map<String, String> kept() {
        return kept;
    }

    /// Whatever was not committed is given up; its changes are read again after the next start.
    @Override
    public void close() {
        try {
            searchers.close();
            writer.rollback();
            directory.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static IndexWriterConfig configuration(TieredMergePolicy merges) {
        merges.setSegmentsPerTier(SEGMENTS_PER_TIER);
        merges.setMaxMergedSegmentMB(LARGEST_SEGMENT_MB);
        ConcurrentMergeScheduler scheduler = new ConcurrentMergeScheduler();
        scheduler.setMaxMergesAndThreads(4, 1);
        return new IndexWriterConfig(new KeywordAnalyzer())
                .setSimilarity(SIMILARITY)
                .setCodec(CODEC)
                .setRAMBufferSizeMB(RAM_BUFFER_MB)
                .setMergePolicy(merges)
                .setMergeScheduler(scheduler)
                .setCommitOnClose(false);
    }

    /// The note of a usable index; of another, nothing is left.
    private static Map<String, String> readNote(ProductFolder directory) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            Map<String, String> note = reader.getIndexCommit().getUserData();
            if (IndexFields.VERSION.equals(note.get(VERSION_NOTE))) {
                return Map.copyOf(note);
            }
        } catch (IndexNotFoundException none) {
            LOG.debug("no index yet folder={}", directory.path());
        } catch (IOException unusable) {
            LOG.warn("index thrown away folder={} because={}", directory.path(), unusable.toString());
        }
        for (String file : directory.listAll()) {
            directory.deleteFile(file);
        }
        return Map.of();
    }
}
