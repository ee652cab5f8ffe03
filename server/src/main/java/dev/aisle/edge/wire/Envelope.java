package dev.aisle.edge.wire;

/// How every answer begins: the version, and the capabilities of the operation with our extension of them.
final class Envelope {

    private static final String VERSION = "\"version\":\"2026-04-08\"";

    static final String SEARCH = of("", "dev.ucp.shopping.catalog.search");
    static final String LOOKUP = of("", "dev.ucp.shopping.catalog.lookup");
    static final String ERROR = of(",\"status\":\"error\"", "dev.ucp.shopping.catalog.lookup");

    private Envelope() {}

    private static String of(String status, String capability) {
        return "{\"ucp\":{" + VERSION + status + ",\"capabilities\":{\"" + capability + "\":[{" + VERSION
                + "}],\"com.trychannel3.catalog.global\":[{" + VERSION + "}]}}";
    }
}
