package io.fettle.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.core.DerbyDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.ops4j.pax.jdbc.hook.PreHook;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema up to date before anybody gets the data source. Named in the data source's configuration. */
@Component(property = "name=fettleSchema")
public final class LiquibaseSchema implements PreHook {
    private static final Logger LOG = LoggerFactory.getLogger(LiquibaseSchema.class);
    private static final String CHANGES = "db/changes.xml";

    /** Liquibase finds its own parts through the thread's class loader: set here and put back, nowhere else. */
    @Override
    public void prepare(DataSource source) throws SQLException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Liquibase.class.getClassLoader());
        try (Connection connection = source.getConnection()) {
            // Otherwise Liquibase tells its maker over the Internet that and how it is used.
            Scope.child(Map.of(AnalyticsArgs.ENABLED.getKey(), false), () -> update(connection));
        } catch (Exception e) { // declared so wide by Scope
            throw new SQLException("The schema could not be brought up to date", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void update(Connection connection) throws LiquibaseException {
        Database database =
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        Liquibase liquibase = new Liquibase(
                CHANGES, new ClassLoaderResourceAccessor(LiquibaseSchema.class.getClassLoader()), database);
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        if (database instanceof DerbyDatabase) {
            // Only one process can have it open, so a lock that is still there belongs to one that was killed.
            liquibase.forceReleaseLocks();
        }
        liquibase.update(new Contexts());
        LOG.info("Schema is up to date on {}", database.getShortName());
    }
}
