package io.fettle.itests.bench.fleet;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * The peer: the fleet as a table, with the indexes that its questions want, vacuumed and analysed. Versions are compared
 * beforehand, as nobody would in SQL: a table says which items have a flaw, and which lack a patch.
 */
final class SqlFleet implements AutoCloseable {
    private static final int PIPE = 1 << 20;

    private final EmbeddedPostgres server;
    private final Connection connection;

    private SqlFleet(EmbeddedPostgres server) throws SQLException {
        this.server = server;
        connection = server.getPostgresDatabase().getConnection();
    }

    /** @param directory for the database */
    static SqlFleet load(Path directory, MemoryFleet fleet, Judged judged) throws IOException, SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("work_mem", "256MB")
                .setServerConfig("maintenance_work_mem", "512MB")
                .setServerConfig("effective_cache_size", "4GB")
                .start();
        SqlFleet made = new SqlFleet(server);
        made.fill(fleet, judged);
        return made;
    }

    private void fill(MemoryFleet fleet, Judged judged) throws SQLException, IOException {
        execute("create table computer_item (computer integer not null, item integer not null)");
        execute("create table lacks (item integer not null, patch integer not null, security boolean not null)");
        execute("create table flawed (item integer not null, cve text not null)");
        copy("computer_item", out -> {
            for (int ordinal = 0; ordinal < fleet.ordinalCount(); ordinal++) {
                int computer = ordinal;
                fleet.member(ordinal).items().forEach(item -> out.line(computer + "\t" + item));
            }
        });
        copy("lacks", out -> judged.lacking()
                .forEach(one -> out.line(one.item() + "\t" + one.patch() + "\t" + (one.security() ? "t" : "f"))));
        copy("flawed", out -> judged.flawed()
                .forEach(one -> out.line(one.item() + "\t" + one.cve().value())));
        execute("alter table computer_item add primary key (computer, item)");
        execute("create index computer_item_by_item on computer_item (item, computer)");
        execute("create index lacks_by_item on lacks (item)");
        execute("create index flawed_by_cve on flawed (cve, item)");
        execute("vacuum analyze");
    }

    /** Which patches how many computers miss. @return how many there are */
    long patches() throws SQLException {
        return rows("select l.patch, count(distinct ci.computer), bool_or(l.security)"
                + " from lacks l join computer_item ci on ci.item = l.item group by l.patch");
    }

    /** How many updates every computer misses. @return how many computers miss any */
    long missing() throws SQLException {
        return rows("select ci.computer, count(*), count(*) filter (where l.security)"
                + " from lacks l join computer_item ci on ci.item = l.item group by ci.computer");
    }

    /** How many have the flaw. */
    long exposed(String cve) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select count(distinct ci.computer)"
                + " from flawed f join computer_item ci on ci.item = f.item where f.cve = ?")) {
            query.setString(1, cve);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private long rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            long count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void copy(String table, Lines lines) throws SQLException, IOException {
        PipedOutputStream out = new PipedOutputStream();
        try (InputStream in = new PipedInputStream(out, PIPE)) {
            Thread writer = new Thread(
                    () -> {
                        try (out) {
                            lines.write(text -> write(out, text));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    "bench-copy");
            writer.setDaemon(true);
            writer.start();
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin", in);
        }
    }

    private static void write(PipedOutputStream out, String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Lines {
        void write(Out out);
    }

    private interface Out {
        void line(String text);
    }

    @Override
    public void close() throws IOException, SQLException {
        connection.close();
        server.close();
    }
}
