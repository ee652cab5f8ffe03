package dev.aisle.journeys;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads a shop's log for what a polite crawler does not do.
record Manners(List<Asked> asked) {

    private static final Pattern LINE = Pattern.compile("(\\d+\\.\\d{3}) (\\S+) (\\S+) (.*)");

    record Asked(double seconds, String method, String target, String agent) {}

    static Manners of(String log) {
        var asked = new ArrayList<Asked>();
        for (String line : log.lines().toList()) {
            var parts = LINE.matcher(line);
            if (parts.matches()) {
                asked.add(
                        new Asked(Double.parseDouble(parts.group(1)), parts.group(2), parts.group(3), parts.group(4)));
            }
        }
        return new Manners(asked);
    }

    List<String> targetsMatching(String pattern) {
        return asked.stream()
                .map(Asked::target)
                .filter(target -> target.matches(pattern))
                .toList();
    }

    /// From the first request to the last.
    double seconds() {
        return asked.getLast().seconds() - asked.getFirst().seconds();
    }

    double shortestGap() {
        double shortest = Double.MAX_VALUE;
        for (int i = 1; i < asked.size(); i++) {
            shortest =
                    Math.min(shortest, asked.get(i).seconds() - asked.get(i - 1).seconds());
        }
        return shortest;
    }
}
