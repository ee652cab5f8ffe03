package dev.aisle.edge.restv1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands the classes of this room one [TeaHouse], which is opened for the first of them and closed after the last.
final class SharedTeaHouse implements ParameterResolver {

    private static final ExtensionContext.Namespace ROOM = ExtensionContext.Namespace.create(SharedTeaHouse.class);

    private record Open(TeaHouse house, Path folder) implements AutoCloseable {

        static Open here() {
            try {
                Path folder = Files.createTempDirectory("tea-house");
                return new Open(new TeaHouse(folder), folder);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public void close() throws IOException {
            house.close();
            List<Path> files;
            try (Stream<Path> all = Files.walk(folder)) {
                files = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(TeaHouse.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ROOM)
                .computeIfAbsent(Open.class, ignored -> Open.here(), Open.class)
                .house();
    }
}
