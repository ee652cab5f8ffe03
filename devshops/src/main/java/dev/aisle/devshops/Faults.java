package dev.aisle.devshops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// What a shop is told to do wrong, and how often. A test arms a fault with
/// `POST /__fault?kind=K&times=N&after=M&path=REGEX&...`; `POST /__fault` without a kind disarms all.
///
/// Of any platform: `status` (`status=`, `retry=` a value of Retry-After or `date:SECONDS`), `truncated`,
/// `half`, `page`, `empty`, `hangup`, `stall`, `zip`, `redirect` (`to=`), `large`. Of its lists:
/// `page-repeats`, `page-shrinks`, `page-grows`, `short-page`, `empty-page`, `no-total`,
/// `cursor-forgotten`, `thing-without-id`, `thing-of-wrong-shape`, `empty-list`.
final class Faults {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final int LARGE_MEGABYTES = 24;
    private static final Duration STALL = Duration.ofSeconds(3);

    private final List<Armed> armed = new CopyOnWriteArrayList<>();
    private final InstantSource time;

    Faults(InstantSource time) {
        this.time = time;
    }

    private record Armed(String kind, String path, Request how, AtomicInteger after, AtomicInteger times) {

        /// Whether it strikes now; counts.
        boolean strikes(Request request) {
            return request.path().matches(path)
                    && times.get() > 0
                    && after.getAndDecrement() <= 0
                    && times.getAndDecrement() > 0;
        }
    }

    void arm(Request order) {
        String kind = order.query().getOrDefault("kind", "");
        if (kind.isEmpty()) {
            armed.clear();
            return;
        }
        armed.add(new Armed(
                kind,
                order.query().getOrDefault("path", ".*"),
                order,
                new AtomicInteger(order.number("after", 0, 0, 1_000)),
                new AtomicInteger(order.number("times", 1, 0, 1_000_000))));
    }

    /// Whether a shop should do this wrong now.
    boolean strikes(String kind, Request request) {
        return armed.stream().anyMatch(it -> it.kind.equals(kind) && it.strikes(request));
    }

    /// What is answered instead of what the shop would say.
    Optional<Answer> instead(Request request, java.util.function.Supplier<Answer> honest) throws InterruptedException {
        for (Armed each : armed) {
            Optional<Answer> wrong = isOfAnyPlatform(each.kind) && each.strikes(request)
                    ? Optional.of(wrong(each, honest))
                    : Optional.empty();
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static boolean isOfAnyPlatform(String kind) {
        return switch (kind) {
            case "status", "truncated", "half", "page", "empty", "hangup", "stall", "zip", "redirect", "large" -> true;
            default -> false;
        };
    }

    private Answer wrong(Armed fault, java.util.function.Supplier<Answer> honest) throws InterruptedException {
        return switch (fault.kind) {
            case "status" -> status(fault.how);
            case "truncated" -> {
                byte[] whole = bytes(honest.get());
                yield Answer.promising(
                        whole.length, "application/json; charset=utf-8", out -> out.write(whole, 0, whole.length / 2));
            }
            case "half" -> {
                byte[] whole = bytes(honest.get());
                yield Answer.of(
                        200, "application/json; charset=utf-8", java.util.Arrays.copyOf(whole, whole.length / 2));
            }
            case "page" -> Answer.html("<!doctype html><title>Log in</title><h1>Please log in</h1>");
            case "empty" -> Answer.of(200, "application/json; charset=utf-8", "");
            case "stall" -> {
                Thread.sleep(STALL);
                yield Answer.of(503, "text/plain", "too late");
            }
            case "zip" ->
                Answer.of(200, "application/json; charset=utf-8", "{\"this\": \"is not packed\"}")
                        .with("Content-Encoding", "gzip");
            case "redirect" -> Answer.redirect(302, fault.how.query().getOrDefault("to", "/"));
            case "large" -> Answer.stream("application/json; charset=utf-8", Faults::large);
            default ->
                Answer.promising(1_000, "application/json", out -> {
                    throw new IOException("hangs up");
                });
        };
    }

    private Answer status(Request how) {
        int status = how.number("status", 500, 400, 599);
        var answer = Answer.of(status, "text/html; charset=utf-8", "<h1>" + status + "</h1>");
        return how.ask("retry")
                .map(retry -> answer.with(
                        "Retry-After",
                        retry.startsWith("date:")
                                ? HTTP_DATE.format(
                                        time.instant().plusSeconds(Integer.parseInt(retry.substring("date:".length()))))
                                : retry))
                .orElse(answer);
    }

    private static byte[] bytes(Answer answer) {
        return answer.body() instanceof Answer.Whole whole ? whole.bytes() : "{}".getBytes(StandardCharsets.UTF_8);
    }

    private static void large(java.io.OutputStream out) throws IOException {
        byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < LARGE_MEGABYTES; i++) {
            out.write(spaces);
        }
    }
}
