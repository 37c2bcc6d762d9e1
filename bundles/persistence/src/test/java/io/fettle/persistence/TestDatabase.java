package io.fettle.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.fettle.api.audit.AuditChain;
import io.fettle.api.change.ChangeLog;
import io.fettle.spi.store.PendingChange;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;

/**
 * A real database with the real schema and the real persistence unit. The shared ones live as long as the JVM; emptying
 * one puts it back to what a migration from nothing leaves.
 */
public final class TestDatabase implements AutoCloseable {
    private static final Set<String> SCHEMA_HISTORY = Set.of("databasechangelog", "databasechangeloglock");

    private final HikariDataSource pool;
    private final EntityManagerFactory units;
    private final Database database;
    private final boolean derby;

    private TestDatabase(DataSource source, boolean derby) {
        this.derby = derby;
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(8);
        pool = new HikariDataSource(config);
        migrate(pool);
        units = Persistence.createEntityManagerFactory("fettle", Map.of("javax.persistence.nonJtaDataSource", pool));
        database = new Database(units, Clock.systemUTC());
    }

    /** In memory, one per JVM. */
    public static TestDatabase derby() {
        return Derby.SHARED.emptied();
    }

    /** Embedded, real, one per JVM. */
    public static TestDatabase postgres() {
        return Postgres.SHARED.emptied();
    }

    /** In a directory, for what must survive. Shut Derby down with {@link #shutDerbyDown} before opening it again. */
    public static TestDatabase derbyIn(Path directory) {
        return new TestDatabase(derbySource(directory.toString()), true);
    }

    public static void shutDerbyDown(Path directory) {
        EmbeddedDataSource source = derbySource(directory.toString());
        source.setCreateDatabase("");
        source.setShutdownDatabase("shutdown");
        try (Connection unexpected = source.getConnection()) {
            throw new IllegalStateException("Derby answered a shutdown with " + unexpected);
        } catch (SQLException e) {
            if (!"08006".equals(e.getSQLState())) {
                throw new IllegalStateException("Derby did not shut down", e);
            }
        }
    }

    public Database database() {
        return database;
    }

    public ChangeLog changes() {
        return new StoredChangeLog(database);
    }

    public List<PendingChange> recorded() {
        return changes().since(0, 10_000).stream()
                .map(change -> new PendingChange(change.topic(), change.subject()))
                .toList();
    }

    DataSource source() {
        return pool;
    }

    EntityManagerFactory units() {
        return units;
    }

    @Override
    public void close() {
        database.close();
        units.close();
        pool.close();
    }

    static void migrate(DataSource source) {
        try {
            new LiquibaseSchema().prepare(source);
        } catch (SQLException e) {
            throw new IllegalStateException("Migration failed", e);
        }
    }

    TestDatabase emptied() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables(connection)) {
                if (table.endsWith("_head")) {
                    continue;
                }
                statement.executeUpdate("delete from " + table);
            }
            statement.executeUpdate("update change_head set revision = 0");
            statement.executeUpdate("update audit_head set number = 0, chain = '" + AuditChain.START + "'");
            statement.executeUpdate("update exposure_news_head set seen = -1");
        } catch (SQLException e) {
            throw new IllegalStateException("The test database could not be emptied", e);
        }
        return this;
    }

    List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        String schema = derby ? "APP" : "public";
        try (ResultSet found = connection.getMetaData().getTables(null, schema, "%", new String[] {"TABLE"})) {
            while (found.next()) {
                String name = found.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (!SCHEMA_HISTORY.contains(name)) {
                    tables.add(name);
                }
            }
        }
        return tables;
    }

    private static EmbeddedDataSource derbySource(String name) {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(name);
        source.setCreateDatabase("create");
        source.setUser("APP");
        return source;
    }

    private static final class Derby {
        static final TestDatabase SHARED = new TestDatabase(derbySource("memory:fettle"), true);
    }

    private static final class Postgres {
        static final TestDatabase SHARED = start();

        private static TestDatabase start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
                return new TestDatabase(server.getPostgresDatabase(), false);
            } catch (IOException e) {
                throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
            }
        }

        private static void stop(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
