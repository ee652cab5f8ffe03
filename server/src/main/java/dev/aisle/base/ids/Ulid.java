package dev.aisle.base.ids;

import java.security.SecureRandom;
import java.time.InstantSource;

/// Makes ULIDs: 26 characters of Crockford base 32, 48 bits of milliseconds and 80 random bits
/// (github.com/ulid/spec). Ids made by one maker ascend, also within a millisecond.
public final class Ulid {

    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();
    private long lastMillis = -1;
    private long high;
    private long low;

    public Ulid(InstantSource time) {
        this.time = time;
    }

    public synchronized String next() {
        long millis = Math.max(time.millis(), lastMillis);
        if (millis == lastMillis) {
            low++;
            if (low >>> 40 != 0) {
                low = 0;
                high++;
            }
        } else {
            lastMillis = millis;
            high = random.nextLong() & 0x7F_FFFF_FFFFL;
            low = random.nextLong() & 0xFF_FFFF_FFFFL;
        }
        char[] text = new char[26];
        write(text, 0, 10, millis);
        write(text, 10, 8, high);
        write(text, 18, 8, low);
        return new String(text);
    }

    private static void write(char[] text, int from, int length, long bits) {
        for (int i = from + length - 1; i >= from; i--) {
            text[i] = ALPHABET[(int) (bits & 31)];
            bits >>>= 5;
        }
    }
}
