package io.fettle.applier;

import io.fettle.api.deployment.OrderDraft.Step;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what is installed whole again after an interruption, by packages that are still at hand. Not thread-safe. */
final class Healing {
    private static final Logger LOG = LoggerFactory.getLogger(Healing.class);

    private final PackageSystem system;
    private final Quiet quiet;
    private final Journals journals;

    Healing(PackageSystem system, Quiet quiet, Journals journals) {
        this.system = system;
        this.quiet = quiet;
        this.journals = journals;
    }

    boolean unneeded() {
        return system.audit().isEmpty();
    }

    /**
     * @param steps of the order whose content the journal keeps; with none, what stays broken is a refusal
     * @return whether anything had to be healed, and is
     */
    boolean heal(Journal journal, List<Step> steps) throws IOException {
        if (unneeded()) {
            return false;
        }
        journal.note(Journal.Step.HEALING, OneOrder.names(steps));
        quiet.awaitLock();
        String wrong = system.heal(steps, journal.content(), journal.log("heal.log"));
        for (Journal earlier : wrong.isEmpty() ? List.<Journal>of() : journals.withContent()) {
            wrong = system.heal(earlier.acceptedOrder().steps(), earlier.content(), earlier.log("heal.log"));
        }
        if (!wrong.isEmpty()) {
            LOG.error("What is installed is still not well, a person has to look: {}", wrong);
            RefusedException.require(!steps.isEmpty(), system.broken(wrong));
        }
        return wrong.isEmpty();
    }
}
