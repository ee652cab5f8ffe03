package dev.aisle.edge.restv1;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// The time a report is about, its end left out: at most 90 days, the last 30 where nothing is said. A time
/// without an offset is in UTC; a day alone is the whole day.
record ReportPeriod(Instant start, Instant end) {

    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final int DAY_LENGTH = "2026-01-31".length();

    static ReportPeriod of(Call call, Instant now) {
        Optional<String> start = call.parameter("start_date");
        Optional<String> end = call.parameter("end_date");
        if (start.isPresent() != end.isPresent()) {
            throw Rejected.of(400, "start_date and end_date must be sent together, or neither.");
        }
        if (start.isEmpty() || end.isEmpty()) {
            return new ReportPeriod(now.minus(USUAL), now);
        }
        ReportPeriod period =
                new ReportPeriod(moment("start_date", start.get(), false), moment("end_date", end.get(), true));
        if (!period.start.isBefore(period.end)) {
            throw Rejected.of(400, "start_date must be before end_date.");
        }
        if (Duration.between(period.start, period.end).compareTo(LONGEST) > 0) {
            throw Rejected.of(400, "The date range must be at most " + LONGEST.toDays() + " days.");
        }
        return period;
    }

    private static Instant moment(String name, String said, boolean atItsEnd) {
        // a plus sign in a query string that was not encoded comes as a space
        String text = said.indexOf('T') > 0 ? said.replace(' ', '+') : said.replace(' ', 'T');
        try {
            if (text.length() == DAY_LENGTH) {
                LocalDate day = LocalDate.parse(text);
                return (atItsEnd ? day.plusDays(1) : day).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            int time = text.indexOf('T');
            boolean offset = text.endsWith("Z") || text.indexOf('+', time) > 0 || text.indexOf('-', time) > 0;
            return offset
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException wrong) {
            throw Rejected.of(400, name + " must be ISO 8601, such as 2026-01-31 or 2026-01-31T12:00:00Z.");
        }
    }
}
