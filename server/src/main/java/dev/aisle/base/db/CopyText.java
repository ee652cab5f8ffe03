package dev.aisle.base.db;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The text format of COPY: tab between columns, `\N` for null, backslash escapes (PostgreSQL manual, COPY, File
/// Formats).
final class CopyText {

    private CopyText() {}

    static void appendRow(StringBuilder text, @Nullable Object[] columns) {
        for (int i = 0; i < columns.length; i++) {
            if (i > 0) {
                text.append('\t');
            }
            appendValue(text, columns[i]);
        }
        text.append('\n');
    }

    private static void appendValue(StringBuilder text, @Nullable Object value) {
        switch (value) {
            case null -> text.append("\\N");
            case Optional<?> optional -> appendValue(text, optional.orElse(null));
            case Instant instant -> text.append(instant);
            case byte[] bytes -> appendBytes(text, bytes);
            case Collection<?> items -> appendEscaped(text, arrayLiteral(items));
            default -> appendEscaped(text, value.toString());
        }
    }

    private static void appendEscaped(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\0' -> {} // PostgreSQL text cannot hold it
                default -> text.append(c);
            }
        }
    }

    private static void appendBytes(StringBuilder text, byte[] bytes) {
        text.append("\\\\x");
        for (byte b : bytes) {
            text.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
    }

    private static String arrayLiteral(Collection<?> items) {
        StringBuilder literal = new StringBuilder("{");
        for (Object item : items) {
            if (literal.length() > 1) {
                literal.append(',');
            }
            literal.append('"')
                    .append(item.toString().replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return literal.append('}').toString();
    }
}
