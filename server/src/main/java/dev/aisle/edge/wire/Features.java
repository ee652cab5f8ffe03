package dev.aisle.edge.wire;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The points a description lists, one a line behind a bullet or a dash, and what it says besides.
public final class Features {

    private static final String MARKS = "•‣▪●◦·*–-";

    private Features() {}

    public static List<String> all(String description) {
        return points(description).toList();
    }

    /// Points that say what it is like.
    static List<String> of(String description) {
        return points(description).filter(point -> !hasFigure(point)).toList();
    }

    /// Points that give a figure: what can be held against another product's, such as a weight or a warranty.
    static List<String> withFigures(String description) {
        return points(description).filter(Features::hasFigure).toList();
    }

    private static Stream<String> points(String description) {
        return description
                .lines()
                .map(String::strip)
                .filter(Features::isPoint)
                .map(line -> line.substring(1).strip());
    }

    private static boolean hasFigure(String point) {
        return point.chars().anyMatch(Character::isDigit);
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
