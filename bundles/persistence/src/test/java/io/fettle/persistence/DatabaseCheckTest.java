package io.fettle.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.fettle.api.Reason;
import io.fettle.spi.health.HealthCheck.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseCheckTest {
    @Test
    void derbyThatAnswersIsReady() {
        assertThat(new DatabaseCheck(TestDatabase.derby().database()).check()).isEqualTo(Result.ok());
    }

    @Test
    void postgresThatAnswersIsReady() {
        assertThat(new DatabaseCheck(TestDatabase.postgres().database()).check())
                .isEqualTo(Result.ok());
    }

    @Test
    void databaseThatGivesNoConnectionIsNotReady(@TempDir Path directory) {
        try (TestDatabase gone = TestDatabase.derbyIn(directory.resolve("database"))) {
            ((HikariDataSource) gone.source()).close();
            assertThat(new DatabaseCheck(gone.database()).check())
                    .isEqualTo(Result.notReady(Reason.of("persistence.failed", "error", "STORE_FAILED")));
        }
    }
}
