package dev.aisle.edge.mcp;

import dev.aisle.edge.wire.JsonBytes;

/// What a tool says.
public sealed interface ToolAnswer {

    /// A JSON object, as the members of a tool's result: `structuredContent`, and once more as text.
    ///
    /// @param members finished, see [#members]
    record Structured(JsonBytes members) implements ToolAnswer {

        /// Of an answer one byte in so many is a quote, about.
        private static final int ESCAPED = 7;

        /// More than the names of the members take, in bytes.
        private static final int AROUND = 100;

        /// Writes the members that hold a JSON object.
        public static JsonBytes members(JsonBytes json) {
            return new JsonBytes(2 * json.size() + json.size() / ESCAPED + AROUND)
                    .raw("\"structuredContent\":")
                    .raw(json)
                    .raw(",\"content\":[{\"type\":\"text\",\"text\":")
                    .quoted(json)
                    .raw("}]")
                    .fitted();
        }
    }

    /// Text alone.
    ///
    /// @param isError whether it says why the tool could not do what was asked
    record Text(String text, boolean isError) implements ToolAnswer {}
}
