package dev.aisle.partner.source.file;

import dev.aisle.base.json.Json;
import java.io.IOException;
import java.io.Reader;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Rows of JSON lines: one object a line.
final class JsonRows implements Rows {

    private final ShortLines lines;
    private final Columns columns;
    private long number;

    JsonRows(Reader text, Columns columns) {
        this.lines = new ShortLines(text);
        this.columns = columns;
    }

    @Override
    public Line next() throws IOException {
        while (true) {
            String line = lines.next();
            if (line == null) {
                return Line.End.WHOLE;
            }
            number++;
            if (ShortLines.isCut(line)) {
                return new Line.Broken(number, ShortLines.TOO_LONG);
            }
            if (!line.isBlank()) {
                return read(line);
            }
        }
    }

    private Line read(String line) {
        try {
            JsonNode object = Json.tree(line);
            return object.isObject()
                    ? new Line.Words(number, row(object))
                    : new Line.Broken(number, "is not a JSON object");
        } catch (JacksonException broken) {
            return new Line.Broken(number, "is not JSON: " + broken.getOriginalMessage());
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private FeedRow row(JsonNode object) {
        FeedRow row = new FeedRow();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (columns.watches()) {
                columns.saw(member.getKey(), shown(member.getValue()));
            }
            Column column = columns.of(member.getKey());
            if (column != null) {
                say(row, column, member.getValue());
            }
        }
        return row;
    }

    private static String shown(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
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
