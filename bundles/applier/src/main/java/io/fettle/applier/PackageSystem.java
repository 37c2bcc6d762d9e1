package io.fettle.applier;

import io.fettle.api.Reason;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.protocol.Order;
import io.fettle.version.VersionOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The package manager that rules this computer, as far as orders need one. It believes nothing but the computer's owner:
 * what comes with an order is verified by his keys. Not thread-safe; blocks for hours at most.
 */
public interface PackageSystem {
    /** The kind of orders that it carries out. */
    Order.Kind kind();

    /** By which it tells a newer version. */
    VersionOrder versions();

    /** What is there now. */
    Installed installed();

    /**
     * Verifies that the vendor vouches for every package of an order, by keys that the owner trusts for a repository that he
     * uses.
     *
     * @param content a directory of our own that holds every file of the order, by digest, hashed
     * @throws RefusedException where anything does not hold
     */
    Vouched verify(Order order, Path content) throws IOException;

    /** An order that was laid out in a directory, by this process or an earlier one. */
    OrderRun in(Path place);

    /** What is wrong with what is installed, in the package manager's words; empty is well. */
    String audit();

    /**
     * Heals what an interruption left, as far as the packages kept reach.
     *
     * @param steps of the order that was interrupted; none where it was somebody else's run
     * @param kept directory with their packages, by digest
     * @param log gets what programs say
     * @return what is still wrong; empty is well
     */
    String heal(List<Step> steps, Path kept, Path log) throws IOException;

    /** How a computer that stays unwell is told. @param words of {@link #audit} */
    Reason broken(String words);

    /** A file that is locked for as long as anybody changes what is installed; it may not be there. */
    Path lock();

    /** What is on the computer, as of one moment. */
    interface Installed {
        /** The version that is there, whole or not; the newest of those side by side. */
        Optional<String> version(Step step);

        /** Whether the step is done, and done well. */
        boolean done(Step step);
    }

    /** What {@link #verify} found, and nobody else can make. */
    interface Vouched {
        /** By whom or what, for the journal. */
        String by();

        /**
         * Makes a directory from which the package manager can work without any other source.
         *
         * @param place does not exist yet, or is an earlier one that is filled again; its parents can be passed through
         * @throws RefusedException where the package manager does not take it
         */
        void layOut(Path place) throws IOException;
    }
}
