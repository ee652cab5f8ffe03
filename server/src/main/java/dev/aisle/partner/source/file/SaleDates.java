package dev.aisle.partner.source.file;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/// The days on which a sale price holds: `start/end` in ISO 8601, each end open where it is left out or cannot be read.
final class SaleDates {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd['T'][' ']HH:mm[:ss][.SSS][' '][XXX][XX][X]");

    private SaleDates() {}

    static boolean include(String dates, Instant moment) {
        if (dates.isBlank()) {
            return true;
        }
        int slash = dates.indexOf('/');
        Optional<Instant> start = read(slash < 0 ? dates : dates.substring(0, slash), false);
        Optional<Instant> end = slash < 0 ? Optional.empty() : read(dates.substring(slash + 1), true);
        return start.map(it -> !it.isAfter(moment)).orElse(true)
                && end.map(it -> it.isAfter(moment)).orElse(true);
    }

    private static Optional<Instant> read(String text, boolean wholeDay) {
        String date = text.strip();
        try {
            if (date.length() <= 10) {
                LocalDate day = LocalDate.parse(date);
                return Optional.of(
                        (wholeDay ? day.plusDays(1) : day).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            TemporalAccessor read = MOMENT.parseBest(date, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    read instanceof OffsetDateTime exact
                            ? exact.toInstant()
                            : LocalDateTime.from(read).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }
}
