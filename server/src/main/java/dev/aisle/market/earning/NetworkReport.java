package dev.aisle.market.earning;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import dev.aisle.base.money.Money;
import dev.aisle.market.ledger.Stage;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads a network's report: comma-separated values with a header (RFC 4180). Amounts are in major units
/// with a point, times in ISO 8601, without an offset in UTC.
final class NetworkReport {

    private static final int LONGEST_FIELD = 10_000;
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_ECHO = 60;
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,13}(?:\\.[0-9]{1,6})?");
    private static final Pattern NOT_A_WORD = Pattern.compile("[^a-z0-9]+");

    private static final Map<Stage, List<String>> STAGES = Map.of(
            Stage.PENDING, List.of("pending", "open", "tracked", "new"),
            Stage.APPROVED, List.of("approved", "confirmed", "accepted", "validated", "locked"),
            Stage.REVERSED, List.of("reversed", "declined", "rejected", "canceled", "cancelled", "refunded", "void"),
            Stage.PAID, List.of("paid", "settled"));

    private NetworkReport() {}

    /// What a report tells of a sale, with the names it goes by in headers, whatever their case and separators.
    enum Column {
        TRANSACTION_ID("transaction_id", "conversion_id", "action_id", "id"),
        CLICK_ID("click_id", "clickid", "sub_id", "subid", "click_ref", "clickref"),
        ORDER_AMOUNT("order_amount", "sale_amount", "order_value"),
        COMMISSION_AMOUNT("commission_amount", "commission", "payout"),
        CURRENCY("currency", "currency_code"),
        STATUS("status", "state", "transaction_status"),
        PURCHASED_AT("purchased_at", "transaction_date", "event_date", "order_date", "date");

        @SuppressWarnings("ImmutableEnumChecker") // of List.of
        private final List<String> names;

        Column(String... names) {
            this.names = List.of(names);
        }

        String word() {
            return names.getFirst();
        }
    }

    /// A row of a report, and the line of the file it begins in.
    sealed interface Row {

        record Good(long line, ReportedSale sale) implements Row {}

        /// `reason` says what is wrong with it.
        record Bad(long line, String reason) implements Row {}
    }

    /// Something about a row that keeps it from being read.
    private static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /// Hands over every row, to the end or to where the file cannot be read further.
    static void read(Reader text, Consumer<Row> rows) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(LONGEST_FIELD * Column.values().length)
                .build(CsvRecordHandler.of(), text)) {
            read(reader.iterator(), rows);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void read(Iterator<CsvRecord> records, Consumer<Row> rows) {
        Optional<Map<Column, Integer>> columns = Optional.empty();
        long line = 1;
        try {
            while (records.hasNext()) {
                CsvRecord fields = records.next();
                line = fields.getStartingLineNumber();
                if (columns.isPresent()) {
                    rows.accept(row(line, fields, columns.get()));
                } else {
                    columns = Optional.of(columns(fields));
                }
            }
            if (columns.isEmpty()) {
                throw new Unreadable("the report is empty; its first line names the columns");
            }
        } catch (Unreadable header) {
            rows.accept(new Row.Bad(line, header.reason()));
        } catch (CsvParseException | UncheckedIOException broken) {
            rows.accept(new Row.Bad(line + 1, "the file cannot be read further: " + broken.getMessage()));
        }
    }

    private static Map<Column, Integer> columns(CsvRecord header) {
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        List<String> names =
                header.getFields().stream().map(NetworkReport::word).toList();
        for (Column column : Column.values()) {
            column.names.stream()
                    .filter(names::contains)
                    .findFirst()
                    .ifPresent(it -> columns.put(column, names.indexOf(it)));
        }
        String missing = Arrays.stream(Column.values())
                .filter(it -> !columns.containsKey(it))
                .map(Column::word)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new Unreadable("the header names no " + missing);
        }
        return columns;
    }

    private static Row row(long line, CsvRecord fields, Map<Column, Integer> columns) {
        try {
            Map<Column, String> said = new EnumMap<>(Column.class);
            columns.forEach((column, place) -> said.put(
                    column,
                    place < fields.getFieldCount() ? fields.getField(place).strip() : ""));
            return new Row.Good(line, sale(said));
        } catch (Unreadable unreadable) {
            return new Row.Bad(line, unreadable.reason());
        }
    }

    private static ReportedSale sale(Map<Column, String> said) {
        String currency = text(Column.CURRENCY, said).toUpperCase(Locale.ROOT);
        if (!Money.isCurrency(currency)) {
            throw new Unreadable("currency '" + shortened(currency) + "' is no ISO 4217 code");
        }
        Money order = amount(Column.ORDER_AMOUNT, currency, said);
        Money commission = amount(Column.COMMISSION_AMOUNT, currency, said);
        if (commission.amount() > order.amount()) {
            throw new Unreadable("commission_amount is more than order_amount");
        }
        return new ReportedSale(
                id(Column.TRANSACTION_ID, said),
                id(Column.CLICK_ID, said),
                order,
                commission,
                stage(text(Column.STATUS, said)),
                moment(text(Column.PURCHASED_AT, said)));
    }

    private static String text(Column column, Map<Column, String> said) {
        return Optional.ofNullable(said.get(column))
                .filter(it -> !it.isEmpty())
                .orElseThrow(() -> new Unreadable(column.word() + " is empty"));
    }

    private static String id(Column column, Map<Column, String> said) {
        String id = text(column, said);
        if (id.length() > LONGEST_ID || id.indexOf('\u0000') >= 0) {
            throw new Unreadable(column.word() + " has more than " + LONGEST_ID + " characters, or odd ones");
        }
        return id;
    }

    private static Money amount(Column column, String currency, Map<Column, String> said) {
        String text = text(column, said);
        if (!AMOUNT.matcher(text).matches()) {
            throw new Unreadable(column.word() + " '" + shortened(text) + "' is not an amount such as 12.50");
        }
        BigDecimal amount = new BigDecimal(text);
        if (amount.signum() < 0) {
            throw new Unreadable(column.word() + " is below zero; a sale that is taken back has status reversed");
        }
        if (amount.stripTrailingZeros().scale() > Money.exponent(currency)) {
            throw new Unreadable(column.word() + " '" + text + "' has more decimals than " + currency);
        }
        return Money.ofDecimal(amount, currency)
                .orElseThrow(() -> new Unreadable(column.word() + " '" + text + "' is too large"));
    }

    private static Stage stage(String said) {
        String word = word(said);
        return STAGES.entrySet().stream()
                .filter(it -> it.getValue().contains(word))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new Unreadable(
                        "status '" + shortened(said) + "' is none of pending, approved, reversed, paid"));
    }

    private static Instant moment(String said) {
        String text = said.replace(' ', 'T');
        try {
            if (text.length() == "2026-01-31".length()) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > text.indexOf('T')
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException wrong) {
            throw new Unreadable("purchased_at '" + shortened(said) + "' is no time such as 2026-01-31T12:00:00Z");
        }
    }

    /// Lower case, one underscore for whatever stands between words.
    private static String word(String said) {
        String word = NOT_A_WORD.matcher(said.strip().toLowerCase(Locale.ROOT)).replaceAll("_");
        return word.startsWith("_") ? word.substring(1) : word;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
    }
}
