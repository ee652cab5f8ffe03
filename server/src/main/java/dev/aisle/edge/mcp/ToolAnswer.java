package dev.aisle.edge.mcp;

/// What a tool says.
public sealed interface ToolAnswer {

    /// A JSON object, sent as `structuredContent` and once more as text.
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record Structured(byte[] json) implements ToolAnswer {}

    /// Text alone.
    ///
    /// @param isError whether it says why the tool could not do what was asked
    record Text(String text, boolean isError) implements ToolAnswer {}
}
