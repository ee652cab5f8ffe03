package dev.aisle.base.ids;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.zip.CRC32;

/// A secret key: a kind's prefix, `live_` or `test_`, 32 random base-62 characters, and 6 of checksum (the CRC-32 of
/// all before it, in base 62), so that a mistyped key is refused without asking the database. Shown once, stored as
/// its hash, never logged: [#toString] hides it.
public record ApiKey(String value) {

    private static final int RANDOM = 32;
    private static final int CHECKSUM = 6;

    /// Who holds a key.
    public enum Kind {
        PARTNER("c3_sk_"),
        VENDOR("ch3_");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /// Makes a new key; a test key reaches only the sample street.
    public static ApiKey make(Kind kind, boolean live) {
        String start = kind.prefix + (live ? "live_" : "test_") + Base62.random(RANDOM);
        return new ApiKey(start + checksum(start));
    }

    /// The key, if the text has the form of one of this kind and its checksum is right.
    public static Optional<ApiKey> check(Kind kind, String text) {
        boolean formed = (text.startsWith(kind.prefix + "live_") || text.startsWith(kind.prefix + "test_"))
                && text.length() == kind.prefix.length() + "live_".length() + RANDOM + CHECKSUM
                && Base62.isBase62(text.substring(text.length() - RANDOM - CHECKSUM));
        if (!formed) {
            return Optional.empty();
        }
        int end = text.length() - CHECKSUM;
        return text.substring(end).equals(checksum(text.substring(0, end)))
                ? Optional.of(new ApiKey(text))
                : Optional.empty();
    }

    /// SHA-256 of the whole key, which is all that is stored of the secret (it has 190 bits, so no slow hash).
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What may be shown of it, before the secret part: `ch3_live_`.
    public String prefix() {
        return value.substring(0, value.length() - RANDOM - CHECKSUM);
    }

    /// What may be shown of it, at the end.
    public String last4() {
        return value.substring(value.length() - 4);
    }

    public boolean live() {
        return prefix().endsWith("live_");
    }

    @Override
    public String toString() {
        return prefix() + "…" + last4();
    }

    private static String checksum(String start) {
        CRC32 crc = new CRC32();
        crc.update(start.getBytes(StandardCharsets.US_ASCII));
        return Base62.of(crc.getValue(), CHECKSUM);
    }
}
