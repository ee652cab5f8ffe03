package dev.aisle.partner.source.file;

import dev.aisle.base.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Rows of JSON lines: one object a line.
final class JsonRows {

    private static final int LONGEST_LINE = 4 << 20;

    private JsonRows() {}

    /// Reads to the end; false where that was not possible.
    static boolean read(BufferedReader text, FeedFile feed) throws IOException {
        long number = 0;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            if (line.length() > LONGEST_LINE) {
                feed.takeBroken(number, "is longer than " + LONGEST_LINE + " characters");
            } else if (!line.isBlank()) {
                take(number, line, feed);
            }
        }
        return true;
    }

    private static void take(long number, String line, FeedFile feed) {
        try {
            JsonNode object = Json.tree(line);
            if (object.isObject()) {
                feed.take(number, row(object));
            } else {
                feed.takeBroken(number, "is not a JSON object");
            }
        } catch (JacksonException broken) {
            feed.takeBroken(number, "is not JSON: " + broken.getOriginalMessage());
        }
    }

    private static FeedRow row(JsonNode object) {
        FeedRow row = new FeedRow();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            Optional<Column> column = Column.named(member.getKey());
            if (column.isPresent()) {
                say(row, column.get(), member.getValue());
            }
        }
        return row;
    }

    private static void say(FeedRow row, Column column, JsonNode value) {
        switch (value.getNodeType()) {
            case ARRAY -> value.forEach(one -> say(row, column, one));
            case OBJECT -> row.say(column, value.toString());
            case NULL, MISSING -> {}
            default -> row.say(column, value.asString());
        }
    }
}
