package io.fettle.api.assessment;

import io.fettle.api.Reason;
import io.fettle.api.inventory.ComputerId;
import java.util.List;
import java.util.Optional;

/**
 * Computer x patch, as the list of a patch's computers has it.
 *
 * @param installed the version that it has; empty where nobody knows
 * @param finding what was found about it there; empty for what is installed or unknown
 * @param why how the state was decided, in steps
 */
public record PatchOnComputer(
        ComputerId computer,
        String officeId,
        PatchState state,
        String installed,
        Optional<Finding> finding,
        List<Reason> why) {
    public PatchOnComputer {
        why = List.copyOf(why);
    }
}
