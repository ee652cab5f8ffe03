package dev.aisle.base.db;

import java.io.IOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// The way to PostgreSQL: statements with `?` arguments, and rows read by a function. Calls inside
/// [#inTransaction] on one thread share its transaction. Arguments may be text, numbers, booleans,
/// instants, byte arrays, `Optional`, null, and collections of text (sent as `text[]`) or of `Long` (sent
/// as `bigint[]`).
public final class Db {

    private final Jdbi jdbi;
    private final Map<String, int[]> copyTypes = new ConcurrentHashMap<>();

    public Db(DataSource source) {
        this.jdbi = Jdbi.create(source);
    }

    /// The only row, or nothing; more than one row is a mistake of ours.
    public <T> Optional<T> find(String sql, Function<Row, T> reader, @Nullable Object... arguments) {
        List<T> rows = list(sql, reader, arguments);
        if (rows.size() > 1) {
            throw new IllegalStateException(rows.size() + " rows where one was expected: " + sql);
        }
        return rows.stream().findFirst();
    }

    public <T> T get(String sql, Function<Row, T> reader, @Nullable Object... arguments) {
        return find(sql, reader, arguments).orElseThrow(() -> new IllegalStateException("no row: " + sql));
    }

    public <T> List<T> list(String sql, Function<Row, T> reader, @Nullable Object... arguments) {
        return jdbi.withHandle(handle -> bind(handle, handle.createQuery(sql), arguments)
                .map((rows, context) -> reader.apply(new Row(rows)))
                .list());
    }

    /// Runs a statement and says how many rows it touched.
    public int execute(String sql, @Nullable Object... arguments) {
        return jdbi.withHandle(
                handle -> bind(handle, handle.createUpdate(sql), arguments).execute());
    }

    public <T> T inTransaction(Supplier<T> work) {
        return jdbi.withHandle(
                handle -> handle.isInTransaction() ? work.get() : handle.inTransaction(ignored -> work.get()));
    }

    public void transact(Runnable work) {
        inTransaction(() -> {
            work.run();
            return true;
        });
    }

    /// Sends rows by COPY: the fast way in for many rows. Columns as in `table (a, b, c)`, of types that
    /// [CopyBytes] can write.
    public <T> long copy(String tableAndColumns, Collection<T> items, Function<T, @Nullable Object[]> columns) {
        if (items.isEmpty()) {
            return 0;
        }
        CopyBytes rows = new CopyBytes(typesOf(tableAndColumns), items.size());
        for (T item : items) {
            rows.add(columns.apply(item));
        }
        return jdbi.withHandle(handle -> {
            try {
                CopyManager copier =
                        handle.getConnection().unwrap(PGConnection.class).getCopyAPI();
                return copier.copyIn("copy " + tableAndColumns + " from stdin (format binary)", rows.stream());
            } catch (IOException | SQLException broken) {
                throw new IllegalStateException("COPY broke off: " + tableAndColumns, broken);
            }
        });
    }

    /// The types of columns by their number in pg_type. Asked twice rather than with a lock held: whoever waited for
    /// it might hold the connection that the question needs.
    private int[] typesOf(String tableAndColumns) {
        int[] known = copyTypes.get(tableAndColumns);
        if (known != null) {
            return known;
        }
        int[] types = askTypesOf(tableAndColumns);
        copyTypes.put(tableAndColumns, types);
        return types;
    }

    private int[] askTypesOf(String tableAndColumns) {
        int columns = tableAndColumns.indexOf('(');
        List<String> names = Arrays.stream(tableAndColumns
                        .substring(columns + 1, tableAndColumns.lastIndexOf(')'))
                        .split(","))
                .map(String::strip)
                .toList();
        int[] types =
                list(
                                """
                        select atttypid::bigint as type from unnest(?::text[]) with ordinality as given (name, n)
                        join pg_attribute on attrelid = ?::regclass and attname = given.name order by n
                        """,
                                row -> row.integer("type"),
                                names,
                                tableAndColumns.substring(0, columns).strip())
                        .stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
        if (types.length != names.size()) {
            throw new IllegalStateException("no such columns: " + tableAndColumns);
        }
        return types;
    }

    private static <S extends SqlStatement<S>> S bind(Handle handle, S statement, @Nullable Object[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            Object argument = forJdbc(handle, arguments[i]);
            if (argument instanceof Array array) {
                statement.bind(i, (Argument) (position, prepared, context) -> prepared.setArray(position, array));
            } else {
                statement.bind(i, argument);
            }
        }
        return statement;
    }

    private static @Nullable Object forJdbc(Handle handle, @Nullable Object argument) {
        return switch (argument) {
            case null -> null;
            case Optional<?> optional -> forJdbc(handle, optional.orElse(null));
            case Instant instant -> OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
            case Enum<?> constant -> constant.name();
            case Collection<?> collection -> array(handle, collection);
            default -> argument;
        };
    }

    private static Array array(Handle handle, Collection<?> items) {
        boolean numbers = !items.isEmpty() && items.iterator().next() instanceof Long;
        try {
            return handle.getConnection().createArrayOf(numbers ? "bigint" : "text", items.toArray());
        } catch (SQLException refused) {
            throw new IllegalStateException("not an array of text or bigint", refused);
        }
    }

    /// The row a reader is looking at, by column name.
    public static final class Row {

        private final ResultSet rows;

        private Row(ResultSet rows) {
            this.rows = rows;
        }

        public String text(String column) {
            return optText(column).orElseThrow(() -> new IllegalStateException(column + " is null"));
        }

        public Optional<String> optText(String column) {
            return Optional.ofNullable(read(() -> rows.getString(column)));
        }

        public int integer(String column) {
            return Math.toIntExact(bigint(column));
        }

        public long bigint(String column) {
            return optBigint(column).orElseThrow(() -> new IllegalStateException(column + " is null"));
        }

        public Optional<Long> optBigint(String column) {
            return Optional.ofNullable(read(() -> {
                long number = rows.getLong(column);
                return rows.wasNull() ? null : number;
            }));
        }

        public double decimal(String column) {
            Double number = read(() -> rows.getDouble(column));
            return number == null ? 0 : number;
        }

        public boolean bool(String column) {
            return Boolean.TRUE.equals(read(() -> rows.getBoolean(column)));
        }

        public Instant instant(String column) {
            return optInstant(column).orElseThrow(() -> new IllegalStateException(column + " is null"));
        }

        public Optional<Instant> optInstant(String column) {
            return Optional.ofNullable(read(() -> {
                Timestamp moment = rows.getTimestamp(column);
                return moment == null ? null : moment.toInstant();
            }));
        }

        public byte[] bytes(String column) {
            byte[] bytes = read(() -> rows.getBytes(column));
            if (bytes == null) {
                throw new IllegalStateException(column + " is null");
            }
            return bytes;
        }

        public List<Long> bigints(String column) {
            List<Long> numbers = read(() -> {
                Array array = rows.getArray(column);
                return array == null ? List.<Long>of() : List.of((Long[]) array.getArray());
            });
            return numbers == null ? List.of() : numbers;
        }

        public List<String> texts(String column) {
            List<String> texts = read(() -> {
                Array array = rows.getArray(column);
                if (array == null) {
                    return List.<String>of();
                }
                List<String> found = new ArrayList<>();
                for (Object item : (Object[]) array.getArray()) {
                    found.add(String.valueOf(item));
                }
                return found;
            });
            return texts == null ? List.of() : texts;
        }

        private static <T> @Nullable T read(Column<T> column) {
            try {
                return column.read();
            } catch (SQLException refused) {
                throw new IllegalStateException(refused.getMessage(), refused);
            }
        }

        private interface Column<T> {
            @Nullable
            T read() throws SQLException;
        }
    }
}
