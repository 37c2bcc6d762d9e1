package io.fettle.api.assessment;

import io.fettle.api.Reason;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Severity;
import io.fettle.api.inventory.ComputerId;
import java.util.List;

/**
 * Computer x CVE.
 *
 * @param packages installed packages that decide it, by name
 * @param why how this was decided, in steps
 */
public record Exposure(
        ComputerId computer,
        CveId cve,
        ExposureState state,
        Severity severity,
        boolean exploited,
        List<String> packages,
        List<Reason> why) {
    public Exposure {
        packages = List.copyOf(packages);
        why = List.copyOf(why);
    }

    /** Whether a source behind it is not kept up to date, so that it may be outdated. */
    public boolean isStale() {
        return why.stream().anyMatch(reason -> reason.code().equals(Finding.STALE_SOURCE));
    }
}
