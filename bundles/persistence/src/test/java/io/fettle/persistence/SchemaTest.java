package io.fettle.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Scope;
import io.fettle.api.change.Topic;
import io.fettle.persistence.security.JpaAccountStore;
import io.fettle.spi.store.AccountStore.AccountRow;
import io.fettle.spi.store.PendingChange;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
    @TempDir
    private Path directory;

    @Test
    void bothDatabasesGetTheSameTables() throws SQLException {
        assertThat(tables(TestDatabase.derby()))
                .containsExactlyInAnyOrderElementsOf(tables(TestDatabase.postgres()))
                .contains("change_log", "audit_entry", "patch_source", "computer", "deployment_task", "approval");
    }

    @Test
    void migratingAgainChangesNothing() throws SQLException {
        for (TestDatabase opened : List.of(TestDatabase.derby(), TestDatabase.postgres())) {
            opened.database().write(unit -> unit.record(List.of(new PendingChange(Topic.TASK, "t"))));
            int applied = appliedChangeSets(opened);

            TestDatabase.migrate(opened.source());

            assertThat(appliedChangeSets(opened)).isEqualTo(applied).isPositive();
            assertThat(opened.changes().latest()).isEqualTo(1);
        }
    }

    /** A server that was killed while it migrated left the lock behind; nobody else can hold it on Derby. */
    @Test
    void aLeftOverLockDoesNotStopDerby() throws SQLException {
        TestDatabase opened = TestDatabase.derby();
        execute(
                opened,
                "update databasechangeloglock set locked = true, lockgranted = current_timestamp, lockedby = 'dead'"
                        + " where id = 1");

        TestDatabase.migrate(opened.source());

        assertThat(opened.changes().latest()).isZero();
    }

    @Test
    void anAccountFromBeforeThereWereScopesSeesEverything() throws SQLException {
        for (TestDatabase opened : List.of(TestDatabase.derby(), TestDatabase.postgres())) {
            execute(
                    opened,
                    "insert into account (name, account_role, password_hash, password_state, created_at)"
                            + " values ('admin', 'PLATFORM_ADMIN', 'x', 'OWN', 1)");

            AccountRow admin =
                    new JpaAccountStore(opened.database()).find("admin").orElseThrow();

            assertThat(admin.scope()).isEqualTo(Scope.all());
            assertThat(admin.disabled()).isFalse();
        }
    }

    @Test
    void theMigrationPutsTheClassLoaderBack() {
        ClassLoader mine = new ClassLoader(getClass().getClassLoader()) {};
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(mine);
        try {
            TestDatabase.migrate(TestDatabase.derby().source());
            assertThat(thread.getContextClassLoader()).isSameAs(mine);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aRestartKeepsTheData() {
        Path home = directory.resolve("db");
        try (TestDatabase first = TestDatabase.derbyIn(home)) {
            first.database().write(unit -> unit.record(List.of(new PendingChange(Topic.TASK, "before"))));
        }
        TestDatabase.shutDerbyDown(home);

        try (TestDatabase second = TestDatabase.derbyIn(home)) {
            second.database().writeGrouped(unit -> unit.record(List.of(new PendingChange(Topic.TASK, "after"))));
            assertThat(second.recorded())
                    .containsExactly(new PendingChange(Topic.TASK, "before"), new PendingChange(Topic.TASK, "after"));
            assertThat(second.changes().latest()).isEqualTo(2);
        } finally {
            TestDatabase.shutDerbyDown(home);
        }
    }

    private static List<String> tables(TestDatabase opened) throws SQLException {
        try (Connection connection = opened.source().getConnection()) {
            return opened.tables(connection);
        }
    }

    private static int appliedChangeSets(TestDatabase opened) throws SQLException {
        try (Connection connection = opened.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from databasechangelog")) {
            count.next();
            return count.getInt(1);
        }
    }

    private static void execute(TestDatabase opened, String sql) throws SQLException {
        try (Connection connection = opened.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
