package io.fettle.itests.bench.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.fettle.persistence.Database;
import io.fettle.persistence.LiquibaseSchema;
import io.fettle.persistence.catalog.JpaCatalogStore;
import io.fettle.persistence.catalog.JpaSourceStore;
import io.fettle.spi.store.CatalogStore;
import io.fettle.spi.store.SourceStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** The real stores over a real database with the real schema, on disk. */
final class Stores implements AutoCloseable {
    private final HikariDataSource pool;
    private final EntityManagerFactory units;
    private final Database database;
    private final Closeable server;

    private Stores(DataSource source, Closeable server) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        pool = new HikariDataSource(config);
        new LiquibaseSchema().prepare(pool);
        units = Persistence.createEntityManagerFactory("fettle", Map.of("javax.persistence.nonJtaDataSource", pool));
        database = new Database(units);
        this.server = server;
    }

    static Stores derby(Path directory) throws SQLException {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(directory.toString());
        source.setCreateDatabase("create");
        return new Stores(source, () -> {});
    }

    /** Its settings are PostgreSQL's own, so what it answers for is on the disk. */
    static Stores postgres(Path directory) throws IOException, SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        return new Stores(server.getPostgresDatabase(), server);
    }

    CatalogStore catalog() {
        return new JpaCatalogStore(database);
    }

    SourceStore sources() {
        return new JpaSourceStore(database);
    }

    @Override
    public void close() throws IOException, ReflectiveOperationException {
        Components.call(database, "close");
        units.close();
        pool.close();
        server.close();
    }
}
