package io.fettle.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.itests.distribution.Distribution;
import io.fettle.itests.distribution.Inspection;
import io.fettle.itests.distribution.RunningDistribution;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is one file away: the example that ships, with the port of a real one put in. */
class ServerOnPostgresIT {
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(3);
    private static final String FILE = "org.ops4j.datasource-fettle.cfg";

    @TempDir
    Path directory;

    @Test
    void whatTheServerKeepsIsInPostgresByTheExampleFileAlone() throws Exception {
        Distribution server = Distribution.unpack("server", directory);
        List<Integer> ports = server.chooseFreePorts();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start()) {
            String example = Files.readString(server.program().resolve("etc").resolve(FILE + ".postgresql-example"));
            assertThat(example).contains("portNumber = 5432");
            server.withConfiguration(FILE, example.replace("portNumber = 5432", "portNumber = " + postgres.getPort()));
            run(postgres, "postgres", "create user fettle password 'change-me'");
            run(postgres, "postgres", "create database fettle owner fettle");

            takeAToken(server, ports);
            assertThat(tokens(postgres)).isEqualTo(1);
            takeAToken(server, ports);
            assertThat(tokens(postgres)).as("a restart goes on with it").isEqualTo(2);
        }
        assertThat(server.state().resolve("database/fettle"))
                .as("the embedded database")
                .doesNotExist();
    }

    private static void takeAToken(Distribution server, List<Integer> ports) throws Exception {
        try (RunningDistribution running = server.start()) {
            String ready = "http://127.0.0.1:" + ports.get(0) + "/health/ready";
            running.await(r -> DistributionIT.answers(ready), BOOT_LIMIT);
            assertThat(running.awaitInspection(Inspection::sound, BOOT_LIMIT).faults())
                    .as("what is not up; console: %s", running.console())
                    .isEmpty();
            RelayToken.of(server.state(), ports.get(1));
            assertThat(running.log()).noneMatch(line -> line.contains(" ERROR "));
            assertThat(running.stop()).as("ends by itself when asked to").isTrue();
        }
    }

    private static void run(EmbeddedPostgres postgres, String database, String sql) throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int tokens(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", "fettle").getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from enrolment_token")) {
            count.next();
            return count.getInt(1);
        }
    }
}
