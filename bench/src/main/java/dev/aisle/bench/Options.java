package dev.aisle.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The options of a figure: `--name value`, or `--name` alone.
record Options(Map<String, String> values) {

    /// An option that is missing, unknown or not to be read, in words for whoever gave it.
    static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1;

        Wrong(String message) {
            super(message);
        }
    }

    static Options parse(String[] arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].startsWith("--")) {
                throw new Wrong("'" + arguments[i] + "' is not an option; options begin with --");
            }
            boolean hasValue = i + 1 < arguments.length && !arguments[i + 1].startsWith("--");
            values.put(arguments[i].substring(2), hasValue ? arguments[i + 1] : "");
            i += hasValue ? 1 : 0;
        }
        return new Options(values);
    }

    /// The same options and one more.
    Options with(String name, String value) {
        Map<String, String> more = new HashMap<>(values);
        more.put(name, value);
        return new Options(more);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /// @param placeholder what the usage calls the value, such as `DIR`
    String get(String name, String placeholder) {
        return find(name).orElseThrow(() -> new Wrong("--" + name + " " + placeholder + " is missing"));
    }

    /// The folder or file that `--from` names.
    Path from() {
        return existing("from");
    }

    /// The folder or file that an option names, which must be there.
    Path existing(String name) {
        Path path = Path.of(get(name, "DIR"));
        if (!path.toFile().exists()) {
            throw new Wrong("--" + name + ": there is no " + path);
        }
        return path;
    }

    int count(String name, int otherwise) {
        return read(name, Integer::valueOf).orElse(otherwise);
    }

    long count(String name, long otherwise) {
        return read(name, Long::valueOf).orElse(otherwise);
    }

    double number(String name, double otherwise) {
        return read(name, Double::valueOf).orElse(otherwise);
    }

    private <T> Optional<T> read(String name, Function<String, T> reader) {
        return find(name).map(value -> {
            try {
                return reader.apply(value);
            } catch (NumberFormatException notOne) {
                throw new Wrong("--" + name + " wants a number, not '" + value + "'");
            }
        });
    }
}
