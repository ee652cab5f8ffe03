package dev.aisle.bench;

import dev.aisle.base.json.Json;
import dev.aisle.supply.crawl.RobotsRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether our crawler behaved at one shop, read from the shop's own log of requests: nothing that its robots.txt
/// forbids, and no two requests nearer to each other than the pace.
final class MannersFigures {

    /// A line of the log: seconds since 1970 with milliseconds, method, path with query, user agent.
    record Request(int line, long millis, String target, String agent) {

        static Request parse(int line, String text) {
            String[] parts = text.split(" ", 4);
            if (parts.length < 4) {
                throw new IllegalArgumentException("line " + line + " is not 'time method path agent': " + text);
            }
            long millis = new BigDecimal(parts[0]).movePointRight(3).longValue();
            return new Request(line, millis, parts[2], parts[3]);
        }
    }

    /// What was found in a log.
    ///
    /// @param shortestGap between two requests, in milliseconds; absent for fewer than two
    /// @param offence the first one, in words
    record Verdict(int requests, int others, Optional<Long> shortestGap, Optional<String> offence) {}

    /// The log has whole milliseconds, and a request is logged a little after it came.
    private static final long TOLERANCE_MILLIS = 5;

    private static final String OUR_NAME = "AisleBot";

    private MannersFigures() {}

    /// `--from LOG --robots URL_OR_FILE [--pace-ms 500] [--tolerance-ms 5] [--json]`: 1 on an offence.
    static int run(Options options, PrintStream out) throws IOException {
        String robots = options.get("robots", "URL_OR_FILE");
        long pace = options.count("pace-ms", 500L);
        long tolerance = options.count("tolerance-ms", TOLERANCE_MILLIS);
        Verdict verdict = judge(Files.readAllLines(options.from()), read(robots), pace, tolerance);
        if (options.has("json")) {
            out.println(Json.write(figures(verdict, pace, tolerance)));
        } else {
            out.printf(
                    "%d requests of %s (%d of others), shortest gap %s ms, pace %d ms (%d ms of tolerance)%n%s%n",
                    verdict.requests(),
                    OUR_NAME,
                    verdict.others(),
                    verdict.shortestGap().map(String::valueOf).orElse("-"),
                    pace,
                    tolerance,
                    verdict.offence().map(it -> "OFFENCE: " + it).orElse("no offence"));
        }
        return verdict.offence().isPresent() ? 1 : 0;
    }

    /// Judges the requests of our crawler among the lines; those of others are only counted.
    static Verdict judge(List<String> lines, String robots, long paceMillis, long toleranceMillis) {
        RobotsRules rules = RobotsRules.parse(robots, address("/robots.txt"), OUR_NAME);
        Optional<String> offence = Optional.empty();
        Optional<Long> shortest = Optional.empty();
        Optional<Request> before = Optional.empty();
        int requests = 0;
        int others = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            Request request = Request.parse(i + 1, lines.get(i));
            if (!request.agent().startsWith(OUR_NAME)) {
                others++;
                continue;
            }
            requests++;
            Optional<Long> gap = before.map(it -> request.millis() - it.millis());
            if (gap.isPresent() && (shortest.isEmpty() || gap.get() < shortest.get())) {
                shortest = gap;
            }
            if (offence.isEmpty()) {
                offence = offence(request, gap, rules, paceMillis - toleranceMillis, paceMillis);
            }
            before = Optional.of(request);
        }
        return new Verdict(requests, others, shortest, offence);
    }

    private static Optional<String> offence(
            Request request, Optional<Long> gap, RobotsRules rules, long shortest, long pace) {
        if (!rules.allows(address(request.target()))) {
            return Optional.of("line " + request.line() + ": robots.txt forbids " + request.target());
        }
        return gap.filter(it -> it < shortest)
                .map(it -> "line " + request.line() + ": " + it + " ms after the request before, pace " + pace + " ms, "
                        + request.target());
    }

    /// Rules do not know hosts, so any will do.
    private static URI address(String target) {
        return URI.create("http://shop.invalid" + target);
    }

    private static String read(String robots) throws IOException {
        if (!robots.startsWith("http://") && !robots.startsWith("https://")) {
            return Files.readString(Path.of(robots));
        }
        try (InputStream text = URI.create(robots).toURL().openStream()) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unread) {
            throw new Options.Wrong("--robots: " + robots + " does not answer: " + unread.getMessage());
        }
    }

    private static Map<String, Object> figures(Verdict verdict, long pace, long tolerance) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("requests", verdict.requests());
        figures.put("requests_of_others", verdict.others());
        figures.put("pace_ms", pace);
        figures.put("tolerance_ms", tolerance);
        verdict.shortestGap().ifPresent(it -> figures.put("shortest_gap_ms", it));
        figures.put("offence", verdict.offence().orElse(""));
        return figures;
    }
}
