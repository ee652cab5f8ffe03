package dev.aisle.edge.wire;

/// A call that developers may make, as a document names it.
///
/// @param method such as `GET`
/// @param path with its variables in braces
public record Endpoint(String method, String path) {

    @Override
    public String toString() {
        return method + " " + path;
    }
}
