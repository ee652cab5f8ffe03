package dev.aisle.base.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;

/// An open PostgreSQL with our tables in it: the operator's own, or the embedded one in the data folder. An
/// embedded one that already runs is shared; whoever holds the server's lock on the folder stops it at the
/// end, else whoever started it.
public final class Database implements AutoCloseable {

    private static final int CONNECTIONS = 12;
    private static final int IDLE_CONNECTIONS = 2;
    private static final long IDLE_MILLIS = 60_000;
    /// A plan that was made and kept while a table was small reads all of it when it is large.
    private static final String OPTIONS = "-c plan_cache_mode=force_custom_plan";

    private static final Pattern SAID_OPTIONS = Pattern.compile("([?&])options=([^&]*)");

    private final HikariDataSource pool;
    private final String jdbcUrl;
    private final Db db;
    private final Optional<EmbeddedDatabase> embedded;

    private Database(String jdbcUrl, Optional<EmbeddedDatabase> embedded) {
        this.embedded = embedded;
        this.jdbcUrl = jdbcUrl;
        HikariConfig config = new HikariConfig();
        config.setPoolName("aisle");
        config.setJdbcUrl(withOurOptions(jdbcUrl));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(IDLE_CONNECTIONS);
        config.setIdleTimeout(IDLE_MILLIS);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("ApplicationName", "aisle");
        this.pool = new HikariDataSource(config);
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:migrations")
                .validateMigrationNaming(true)
                .outOfOrder(true) // two changes made side by side may be released in either order
                .load()
                .migrate();
        this.db = new Db(pool);
    }

    /// Opens the operator's database, given as `postgresql://user:password@host:port/name` or as a JDBC URL.
    public static Database external(String url) {
        return new Database(jdbcUrl(url), Optional.empty());
    }

    /// Opens the embedded database of a data folder, and starts it if it does not run.
    public static Database embedded(Path dataFolder) {
        EmbeddedDatabase embedded = EmbeddedDatabase.open(dataFolder);
        return new Database(embedded.jdbcUrl(), Optional.of(embedded));
    }

    public Db db() {
        return db;
    }

    /// For libraries that bring their own statements, such as the job engine.
    public javax.sql.DataSource source() {
        return pool;
    }

    /// A connection of its own, not of the pool, which the caller closes.
    Connection ownConnection(String name) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", name);
        return DriverManager.getConnection(jdbcUrl, properties);
    }

    @Override
    public void close() {
        pool.close();
        embedded.ifPresent(EmbeddedDatabase::close);
    }

    /// The driver takes the options of the address in place of those it is given, so both go into the address; the
    /// operator's come last, which counts.
    private static String withOurOptions(String jdbcUrl) {
        Matcher said = SAID_OPTIONS.matcher(jdbcUrl);
        String ours = URLEncoder.encode(OPTIONS, StandardCharsets.UTF_8);
        return said.find()
                ? said.replaceFirst(found -> found.group(1) + "options=" + ours + "+" + found.group(2))
                : jdbcUrl + (jdbcUrl.indexOf('?') < 0 ? "?" : "&") + "options=" + ours;
    }

    private static String jdbcUrl(String url) {
        if (url.startsWith("jdbc:")) {
            return url;
        }
        URI parts = URI.create(url);
        String[] login = parts.getRawUserInfo() == null
                ? new String[0]
                : parts.getRawUserInfo().split(":", 2);
        StringBuilder jdbc = new StringBuilder("jdbc:postgresql://")
                .append(parts.getHost())
                .append(parts.getPort() < 0 ? "" : ":" + parts.getPort())
                .append(parts.getRawPath())
                .append('?')
                .append(parts.getRawQuery() == null ? "" : parts.getRawQuery());
        if (login.length > 0) {
            jdbc.append("&user=").append(login[0]);
        }
        if (login.length > 1) {
            jdbc.append("&password=").append(login[1]);
        }
        return jdbc.toString();
    }
}
