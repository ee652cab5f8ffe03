package dev.aisle.edge.wire;

import java.util.Optional;

/// An entry of `messages`: something about an answer that its caller should know (UCP, message types).
///
/// @param path a JSONPath into the request as it was sent
/// @param severity on errors only
public record Message(Type type, String code, String content, Optional<String> path, Optional<Severity> severity) {

    /// How weighty it is.
    public enum Type {
        INFO("info"),
        WARNING("warning"),
        ERROR("error");

        private final String word;

        Type(String word) {
            this.word = word;
        }
    }

    /// Whether another request can mend it.
    public enum Severity {
        RECOVERABLE("recoverable"),
        UNRECOVERABLE("unrecoverable");

        private final String word;

        Severity(String word) {
            this.word = word;
        }
    }

    public static Message info(String code, String content) {
        return new Message(Type.INFO, code, content, Optional.empty(), Optional.empty());
    }

    public static Message warning(String code, String content) {
        return new Message(Type.WARNING, code, content, Optional.empty(), Optional.empty());
    }

    public static Message warning(String code, String content, String path) {
        return new Message(Type.WARNING, code, content, Optional.of(path), Optional.empty());
    }

    public static Message error(String code, String content, Severity severity) {
        return new Message(Type.ERROR, code, content, Optional.empty(), Optional.of(severity));
    }

    void write(JsonBytes out) {
        out.raw("{\"type\":").string(type.word).raw(",\"code\":").string(code);
        path.ifPresent(it -> out.raw(",\"path\":").string(it));
        out.raw(",\"content\":").string(content);
        severity.ifPresent(it -> out.raw(",\"severity\":").string(it.word));
        out.raw("}");
    }
}
