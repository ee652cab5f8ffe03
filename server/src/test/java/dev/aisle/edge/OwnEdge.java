package dev.aisle.edge;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands a test class whose instance is one for all its tests a [RunningEdge] of its own, which is closed after the
/// last of them.
public final class OwnEdge implements ParameterResolver {

    private static final ExtensionContext.Namespace EDGES = ExtensionContext.Namespace.create(OwnEdge.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(RunningEdge.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(EDGES)
                .computeIfAbsent(RunningEdge.class, ignored -> RunningEdge.start(), RunningEdge.class);
    }
}
