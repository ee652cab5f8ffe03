package dev.aisle.edge.catalogapi;

import dev.aisle.edge.catalogapi.CatalogCalls.Asking;
import dev.aisle.edge.wire.JsonBytes;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What an answer was given to, as bytes that are equal for equal questions: the `catalog` object, in which the order
/// of members does not count, whose links the answer holds, and what of the request's head matters to it.
final class KeptQuestion implements Comparable<KeptQuestion> {

    private final byte[] text;
    private final int hash;

    private KeptQuestion(byte[] text) {
        this.text = text;
        this.hash = Arrays.hashCode(text);
    }

    static KeptQuestion of(JsonNode catalog, Asking asking) {
        JsonBytes out = new JsonBytes(256);
        out.string(asking.caller().vendor().value());
        write(asking.language(), out);
        write(asking.profile(), out);
        write(catalog, out);
        return new KeptQuestion(out.toBytes());
    }

    /// In bytes.
    int length() {
        return text.length;
    }

    private static void write(Optional<String> text, JsonBytes out) {
        if (text.isPresent()) {
            out.string(text.get());
        } else {
            out.raw("-");
        }
    }

    private static void write(JsonNode node, JsonBytes out) {
        if (node.isString()) {
            out.string(node.stringValue());
        } else if (node.isObject()) {
            writeMembers(node, out);
        } else if (node.isArray()) {
            out.raw("[");
            for (JsonNode entry : node) {
                write(entry, out);
                out.raw(",");
            }
            out.raw("]");
        } else {
            out.raw(node.isNumber() ? node.asString() : node.toString());
        }
    }

    private static void writeMembers(JsonNode object, JsonBytes out) {
        Collection<String> names = object.propertyNames();
        out.raw("{");
        for (String name : names.size() > 1 ? new TreeSet<>(names) : names) {
            write(object.path(name), out.string(name));
        }
        out.raw("}");
    }

    /// In some order, so that a table of questions stays fast where somebody makes up many with one hash.
    @Override
    public int compareTo(KeptQuestion other) {
        return Arrays.compare(text, other.text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeptQuestion question && Arrays.equals(text, question.text);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
