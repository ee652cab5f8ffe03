package dev.aisle.partner.source.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// In which encoding a text begins: by its byte order mark, else UTF-8 where it is that, else what Windows writes.
final class Encoding {

    static final char MARK = '\ufeff';

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private Encoding() {}

    static Charset of(byte[] sample) {
        if (startsWith(sample, 0xff, 0xfe)) {
            return StandardCharsets.UTF_16LE;
        }
        if (startsWith(sample, 0xfe, 0xff)) {
            return StandardCharsets.UTF_16BE;
        }
        return isUtf8(sample) ? StandardCharsets.UTF_8 : WINDOWS;
    }

    static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    }

    private static boolean startsWith(byte[] sample, int first, int second) {
        return sample.length > 1 && (sample[0] & 0xff) == first && (sample[1] & 0xff) == second;
    }

    /// A sample may end in the middle of a character; that is no error.
    private static boolean isUtf8(byte[] sample) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return !decoder.decode(ByteBuffer.wrap(sample), CharBuffer.allocate(sample.length + 1), false)
                .isError();
    }
}
