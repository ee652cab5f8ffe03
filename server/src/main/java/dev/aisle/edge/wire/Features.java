package dev.aisle.edge.wire;

import java.util.List;
import java.util.stream.Collectors;

/// The points a description lists, one a line behind a bullet or a dash, and what it says besides.
final class Features {

    private static final String MARKS = "•‣▪●◦·*–-";

    private Features() {}

    static List<String> of(String description) {
        return description
                .lines()
                .map(String::strip)
                .filter(Features::isPoint)
                .map(line -> line.substring(1).strip())
                .toList();
    }

    /// The description without its points.
    static String without(String description) {
        return description
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !isPoint(line))
                .collect(Collectors.joining(" "));
    }

    private static boolean isPoint(String line) {
        if (line.length() < 3 || MARKS.indexOf(line.charAt(0)) < 0) {
            return false;
        }
        return line.charAt(0) == '•' || Character.isWhitespace(line.charAt(1));
    }
}
