package dev.aisle.catalog.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;

class InPiecesTest {

    private static final int DOCUMENTS = 60_000;
    private static final int WORDS = 7;

    @Test
    void aLargeSegmentIsSearchedInPiecesWithTheSameHits() throws IOException {
        AtomicInteger pauses = new AtomicInteger();
        try (Directory directory = documents();
                DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher whole = new IndexSearcher(reader);
            Snapshot inPieces = new Snapshot(reader, 1, 0, new KeptRanges(), pauses::incrementAndGet);
            for (Query query : List.of(word(0), any(1, 2), any(3, 4, 5, 6))) {
                assertThat(hits(inPieces, query)).hasSize(20).isEqualTo(hits(whole, query));
            }
        }

        assertThat(pauses).hasValueBetween(6, 3 * 16);
    }

    private static Directory documents() throws IOException {
        Directory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(new WhitespaceAnalyzer()))) {
            for (int i = 0; i < DOCUMENTS; i++) {
                Document document = new Document();
                document.add(new TextField("text", ("w" + i % WORDS + " ").repeat(1 + i * 31 % 17), Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        return directory;
    }

    private static Query word(int number) {
        return new TermQuery(new Term("text", "w" + number));
    }

    private static Query any(int... numbers) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        Arrays.stream(numbers).forEach(number -> any.add(word(number), Occur.SHOULD));
        return any.build();
    }

    private static List<String> hits(IndexSearcher searcher, Query query) throws IOException {
        return Arrays.stream(searcher.search(query, 20).scoreDocs)
                .map(hit -> hit.doc + " " + hit.score)
                .toList();
    }
}
