package dev.aisle.devshops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The text files of the street, read from its own jar.
final class Texts {

    private Texts() {}

    static String read(String path) {
        try (var in = Texts.class.getResourceAsStream("/street/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource /street/" + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The lines that say something: no blank ones, no `#` comments.
    static List<String> lines(String path) {
        return read(path)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
