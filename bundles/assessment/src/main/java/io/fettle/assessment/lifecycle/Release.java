package io.fettle.assessment.lifecycle;

import io.fettle.api.inventory.ComputerFacts;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a computer runs, as far as it decides until when that is supported.
 *
 * @param platform as advisories call it, or else {@code ID:VERSION_ID} of os-release; the computer's word, so hostile
 * @param ownWord the last day of support that the operating system itself names
 */
public record Release(String platform, Optional<LocalDate> ownWord) {
    /** @param known what advisories call the platform; empty where they have no name for it */
    public static Release of(String known, ComputerFacts facts) {
        String own = facts.osVersion().isEmpty() ? facts.osId() : facts.osId() + ':' + facts.osVersion();
        return new Release(known.isEmpty() ? own : known, facts.supportEnd());
    }
}
