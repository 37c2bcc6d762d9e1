package io.fettle.persistence.assessment;

import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.policy.HealthPolicy;
import io.fettle.api.policy.HealthPolicy.Rule;
import io.fettle.persistence.Packed;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * A health policy as names and values in one column. A name that is missing, because the row is from an older version,
 * reads as the standard has it; one that is unknown is passed over.
 */
final class PolicyContent {
    private static final String COUNTS = "counts.";
    private static final String DUE_DAYS = "dueDays.";
    private static final String UNRATED = "unrated";
    private static final String OTHER = "otherUpdates";
    private static final String EXPLOITED = "exploitedDueDays";
    private static final String ENDED = "endedPlatform";
    private static final String LONG_TERM = "longTermSupport";
    private static final String ENDS = "ends.";

    private PolicyContent() {}

    static byte[] pack(HealthPolicy policy) {
        Map<String, String> texts = new HashMap<>();
        policy.severities().forEach((severity, rule) -> {
            texts.put(COUNTS + severity, rule.counts().name());
            texts.put(DUE_DAYS + severity, String.valueOf(rule.dueDays()));
        });
        texts.put(UNRATED, policy.unrated().name());
        texts.put(OTHER, policy.otherUpdates().name());
        texts.put(EXPLOITED, String.valueOf(policy.exploitedDueDays()));
        texts.put(ENDED, policy.endedPlatform().name());
        texts.put(LONG_TERM, String.valueOf(policy.longTermSupport()));
        policy.platformEnds().forEach((platform, end) -> texts.put(ENDS + platform, end.toString()));
        return Packed.map(texts);
    }

    /** @throws IllegalStateException where a value is none that was ever written */
    static HealthPolicy unpack(byte[] packed) {
        Map<String, String> texts = Packed.map(packed);
        try {
            return policy(texts);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalStateException(
                    "The stored health policy is damaged: bring the database back from a backup", e);
        }
    }

    private static HealthPolicy policy(Map<String, String> texts) {
        HealthPolicy standard = HealthPolicy.standard();
        Map<Severity, Rule> severities = new EnumMap<>(Severity.class);
        standard.severities()
                .forEach((severity, rule) -> severities.put(
                        severity,
                        new Rule(
                                status(texts, COUNTS + severity, rule.counts()),
                                number(texts, DUE_DAYS + severity, rule.dueDays()))));
        Map<String, LocalDate> ends = new HashMap<>();
        texts.forEach((name, value) -> {
            if (name.startsWith(ENDS)) {
                ends.put(name.substring(ENDS.length()), LocalDate.parse(value));
            }
        });
        return new HealthPolicy(
                severities,
                Severity.valueOf(texts.getOrDefault(UNRATED, standard.unrated().name())),
                status(texts, OTHER, standard.otherUpdates()),
                number(texts, EXPLOITED, standard.exploitedDueDays()),
                status(texts, ENDED, standard.endedPlatform()),
                Boolean.parseBoolean(texts.getOrDefault(LONG_TERM, String.valueOf(standard.longTermSupport()))),
                ends);
    }

    private static HealthStatus status(Map<String, String> texts, String name, HealthStatus standard) {
        return HealthStatus.valueOf(texts.getOrDefault(name, standard.name()));
    }

    private static int number(Map<String, String> texts, String name, int standard) {
        return Integer.parseInt(texts.getOrDefault(name, String.valueOf(standard)));
    }
}
