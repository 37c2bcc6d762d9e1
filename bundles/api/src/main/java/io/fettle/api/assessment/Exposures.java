package io.fettle.api.assessment;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Severity;
import io.fettle.api.inventory.ComputerId;
import java.util.List;
import java.util.Optional;

/**
 * Who is exposed to what. Thread-safe; answered from memory, from one catalog revision and the newest inventories, without
 * asking a computer.
 */
public interface Exposures {
    /** One vulnerability over the fleet; empty where nobody has ever spoken of it. */
    Optional<ExposureSummary> of(CveId cve, Scope scope);

    /** The same, and by office and by group. */
    Optional<ExposureDetail> detail(CveId cve, Scope scope);

    /** Vulnerabilities that the fleet is exposed to: exploited ones first, then by severity, prediction and spread. */
    Page<ExposureSummary> list(Filter filter, Scope scope, PageRequest page);

    /** Computers that it concerns, exposed ones first, then by id. */
    Page<Exposure> computers(CveId cve, Which which, Scope scope, PageRequest page);

    default Page<Exposure> computers(
            CveId cve, Optional<ExposureState> state, Optional<String> officeId, Scope scope, PageRequest page) {
        return computers(cve, new Which(state, new FleetPart(officeId, Optional.empty()), ""), scope, page);
    }

    /** What one computer is exposed to, in the order of {@link #list}. Empty for an unknown or invisible computer. */
    List<Exposure> ofComputer(ComputerId computer, Scope scope);

    /**
     * Which vulnerabilities.
     *
     * @param atLeast leaves out what is rated lower; what nobody rated is never left out
     * @param fixableOnly only those that a fix is known for
     * @param text part of the id, case-insensitive; empty for all
     * @param part only those that computers of it are exposed to; their counts are of it alone
     */
    record Filter(Severity atLeast, boolean exploitedOnly, boolean fixableOnly, String text, FleetPart part) {
        /** Over the whole fleet. */
        public Filter(Severity atLeast, boolean exploitedOnly, boolean fixableOnly, String text) {
            this(atLeast, exploitedOnly, fixableOnly, text, FleetPart.all());
        }

        public static Filter all() {
            return new Filter(Severity.UNKNOWN, false, false, "");
        }
    }

    /**
     * Which computers.
     *
     * @param text part of the host name or id, case-insensitive; empty for all
     */
    record Which(Optional<ExposureState> state, FleetPart part, String text) {
        public static Which all() {
            return new Which(Optional.empty(), FleetPart.all(), "");
        }
    }
}
