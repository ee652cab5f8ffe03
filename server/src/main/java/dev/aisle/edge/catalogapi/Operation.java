package dev.aisle.edge.catalogapi;

import java.util.Arrays;
import java.util.Optional;

/// The three questions that the catalog answers, as a tool and as a path.
public enum Operation {
    SEARCH("search_catalog", "search"),
    LOOKUP("lookup_catalog", "lookup"),
    PRODUCT("get_product", "product");

    private final String tool;
    private final String path;

    Operation(String tool, String path) {
        this.tool = tool;
        this.path = path;
    }

    public static Optional<Operation> ofTool(String name) {
        return Arrays.stream(values()).filter(it -> it.tool.equals(name)).findFirst();
    }

    public String tool() {
        return tool;
    }

    /// The capability it belongs to.
    public String capability() {
        return "dev.ucp.shopping.catalog." + (this == SEARCH ? "search" : "lookup");
    }

    public String path() {
        return path;
    }
}
