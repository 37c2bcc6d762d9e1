package io.fettle.persistence;

import io.fettle.api.FettleException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the SQL states out of what JPA throws. They are the same on Derby and PostgreSQL where it matters here. */
final class Failures {
    private static final String UNIQUE_VIOLATION = "23505";
    /** Deadlock or serialisation failure: the database chose a victim, trying again is the remedy. */
    private static final Set<String> PASSING = Set.of("40001", "40P01");

    private Failures() {}

    static boolean passing(Throwable failure) {
        return states(failure).stream().anyMatch(PASSING::contains);
    }

    static FettleException named(RuntimeException failure) {
        if (failure instanceof FettleException named) {
            return named;
        }
        if (states(failure).contains(UNIQUE_VIOLATION)) {
            return new FettleException(
                    StoreCode.STORE_CONFLICT, "Something with the same id or name is stored already", failure);
        }
        return new FettleException(
                StoreCode.STORE_FAILED, "The database refused or failed; see the cause in the log", failure);
    }

    private static Set<String> states(Throwable failure) {
        Set<String> states = new HashSet<>();
        Set<Throwable> seen = new HashSet<>();
        for (@Nullable Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                for (@Nullable SQLException e = sql; e != null && e.getSQLState() != null; e = e.getNextException()) {
                    states.add(e.getSQLState());
                }
            }
        }
        return states;
    }
}
