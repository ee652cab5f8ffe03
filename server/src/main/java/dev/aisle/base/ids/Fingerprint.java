package dev.aisle.base.ids;

import java.util.Collection;
import java.util.Optional;

/// A 64-bit hash of a sequence of values, the same on every machine and in every run (FNV-1a over UTF-16
/// units, finished with the mixer of MurmurHash3). It tells things apart; it does not protect them.
public final class Fingerprint {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final char END = '\uffff';

    private long state = OFFSET;

    public static long of(CharSequence... parts) {
        Fingerprint print = new Fingerprint();
        for (CharSequence part : parts) {
            print.add(part);
        }
        return print.value();
    }

    public Fingerprint add(CharSequence text) {
        long hash = state;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        state = (hash ^ END) * PRIME;
        return this;
    }

    public Fingerprint add(Optional<String> text) {
        return add(text.orElse("\0"));
    }

    public Fingerprint add(Collection<String> texts) {
        texts.forEach(this::add);
        return add(texts.size());
    }

    public Fingerprint add(long number) {
        state = mixed(state ^ number) * PRIME;
        return this;
    }

    public long value() {
        return mixed(state);
    }

    private static long mixed(long bits) {
        long hash = bits;
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
