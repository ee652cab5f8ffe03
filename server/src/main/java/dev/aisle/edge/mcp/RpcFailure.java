package dev.aisle.edge.mcp;

/// The answer is an error.
public final class RpcFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient RpcError error;

    public RpcFailure(RpcError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    RpcError error() {
        return error;
    }
}
