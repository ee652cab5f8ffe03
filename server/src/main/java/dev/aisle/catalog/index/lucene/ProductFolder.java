package dev.aisle.catalog.index.lucene;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.lucene.store.BufferedIndexInput;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/// The index's files. All are mapped into memory but the products' own bytes: three quarters of the index, of which
/// a search needs one piece a hit. Those are read, so that they take no memory of the process.
final class ProductFolder extends FilterDirectory {

    private static final String VALUES = ".dvd";

    private final FSDirectory files;

    private ProductFolder(FSDirectory files) {
        super(files);
        this.files = files;
    }

    static ProductFolder open(Path folder) throws IOException {
        return new ProductFolder(FSDirectory.open(folder));
    }

    Path path() {
        return files.getDirectory();
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        return name.contains(PackedFormat.NAME) && name.endsWith(VALUES)
                ? new ReadFile(path().resolve(name))
                : super.openInput(name, context);
    }

    /// A file that is read piece by piece. Not through a channel: that one is closed for all when one of its readers
    /// is interrupted.
    private static final class ReadFile extends BufferedIndexInput {

        private static final int PIECE = 2_048;

        private final RandomAccessFile file;
        private final long start;
        private final long length;
        private boolean whole;

        ReadFile(Path path) throws IOException {
            super("ReadFile(" + path + ")", PIECE);
            this.file = new RandomAccessFile(path.toFile(), "r");
            this.start = 0;
            this.length = file.length();
            this.whole = true;
        }

        private ReadFile(String description, ReadFile of, long start, long length) {
            super(description, PIECE);
            this.file = of.file;
            this.start = start;
            this.length = length;
            this.whole = false;
        }

        @Override
        protected void readInternal(ByteBuffer into) throws IOException {
            long at = getFilePointer();
            if (at + into.remaining() > length) {
                throw new EOFException("read past the end: " + this);
            }
            synchronized (file) {
                file.seek(start + at);
                file.readFully(into.array(), into.arrayOffset() + into.position(), into.remaining());
            }
            into.position(into.limit());
        }

        @Override
        protected void seekInternal(long at) throws IOException {
            if (at > length) {
                throw new EOFException("seek past the end: " + this);
            }
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public IndexInput slice(String description, long offset, long size) {
            if (offset < 0 || size < 0 || offset + size > length) {
                throw new IllegalArgumentException("no such part: " + description + " of " + this);
            }
            return new ReadFile(getFullSliceDescription(description), this, start + offset, size);
        }

        @Override
        public ReadFile clone() {
            ReadFile clone = (ReadFile) super.clone();
            clone.whole = false;
            return clone;
        }

        @Override
        public void close() throws IOException {
            if (whole) {
                file.close();
            }
        }
    }
}
