package dev.aisle.partner.destination;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An offer in one destination's words: its fields by their names there, in the order in which they are
/// written. What is not known is absent.
public final class FeedItem {

    private final Map<String, FeedValue> fields;

    private FeedItem(Map<String, FeedValue> fields) {
        this.fields = fields;
    }

    /// Starts an item with the field that names it.
    public static Draft with(String field, String id) {
        return new Draft().put(field, id);
    }

    public Map<String, FeedValue> fields() {
        return Collections.unmodifiableMap(fields);
    }

    public Optional<FeedValue> value(String field) {
        return Optional.ofNullable(get(field));
    }

    /// The value in one line; empty where it is absent.
    public String said(String field) {
        FeedValue value = get(field);
        return value == null ? "" : value.said();
    }

    public boolean has(String field) {
        return get(field) != null;
    }

    /// The same item with another value in a field.
    public FeedItem put(String field, FeedValue value) {
        Map<String, FeedValue> changed = new LinkedHashMap<>(fields);
        changed.put(field, value);
        return new FeedItem(changed);
    }

    /// The same item without a field.
    public FeedItem without(String field) {
        Map<String, FeedValue> changed = new LinkedHashMap<>(fields);
        changed.remove(field);
        return new FeedItem(changed);
    }

    @Nullable
    FeedValue get(String field) {
        FeedValue value = fields.get(field);
        return value == null || value.isBlank() ? null : value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FeedItem item && fields.equals(item.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.toString();
    }

    /// An item in the making; what is absent or blank is left out.
    public static final class Draft {

        private final Map<String, FeedValue> fields = new LinkedHashMap<>(48);

        private Draft() {}

        public Draft put(String field, String text) {
            if (!text.isBlank()) {
                fields.put(field, new FeedValue.Text(FeedText.line(text)));
            }
            return this;
        }

        public Draft put(String field, Optional<String> text) {
            text.ifPresent(it -> put(field, it));
            return this;
        }

        public Draft put(String field, boolean flag) {
            fields.put(field, new FeedValue.Flag(flag));
            return this;
        }

        public Draft put(String field, long number) {
            fields.put(field, new FeedValue.Whole(number));
            return this;
        }

        public Draft put(String field, List<String> texts) {
            if (!texts.isEmpty()) {
                fields.put(field, new FeedValue.Texts(texts));
            }
            return this;
        }

        public Draft put(String field, FeedValue value) {
            if (!value.isBlank()) {
                fields.put(field, value);
            }
            return this;
        }

        /// The item; the draft is not to be written in any more.
        public FeedItem item() {
            return new FeedItem(fields);
        }
    }
}
