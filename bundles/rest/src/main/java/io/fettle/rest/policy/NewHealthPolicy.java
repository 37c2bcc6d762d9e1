package io.fettle.rest.policy;

import io.fettle.api.FettleException;
import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.policy.HealthPolicy;
import io.fettle.api.policy.HealthPolicy.Rule;
import io.fettle.rest.list.Given;
import io.fettle.rest.problem.RestError;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The health policy to be; whole, as it was read. @param revision the one that it was changed from
 */
public record NewHealthPolicy(
        @Nullable Long revision,
        @Nullable Map<String, @Nullable RuleView> severities,
        @Nullable String unrated,
        @Nullable String otherUpdates,
        @Nullable Integer exploitedDueDays,
        @Nullable String endedPlatform,
        @Nullable Boolean longTermSupport,
        @Nullable Map<String, @Nullable String> platformEnds) {

    HealthPolicy toPolicy() {
        Map<Severity, Rule> rules = rules();
        Map<String, LocalDate> ends = ends();
        Severity severity = choice(Severity.class, "unrated", unrated);
        HealthStatus other = choice(HealthStatus.class, "otherUpdates", otherUpdates);
        HealthStatus ended = choice(HealthStatus.class, "endedPlatform", endedPlatform);
        int exploited = Given.required("exploitedDueDays", exploitedDueDays);
        boolean longTerm = Given.required("longTermSupport", longTermSupport);
        try {
            return new HealthPolicy(rules, severity, other, exploited, ended, longTerm, ends);
        } catch (IllegalArgumentException e) {
            throw new FettleException(
                    RestError.INVALID_REQUEST, "This health policy makes no sense: " + e.getMessage(), e);
        }
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String name, @Nullable String value) {
        return Given.choice(type, name, Given.required(name, value))
                .orElseThrow(() -> Given.invalid(name, "one of the words that the description names"));
    }

    private Map<Severity, Rule> rules() {
        Map<Severity, Rule> rules = new EnumMap<>(Severity.class);
        Given.required("severities", severities).forEach((name, given) -> {
            RuleView rule = Given.required("severities", given);
            rules.put(
                    choice(Severity.class, "severities", name),
                    new Rule(Given.required("counts", rule.counts()), Given.required("dueDays", rule.dueDays())));
        });
        return rules;
    }

    private Map<String, LocalDate> ends() {
        Map<String, @Nullable String> given = Given.required("platformEnds", platformEnds);
        if (given.size() > HealthPolicy.MAX_PLATFORMS) {
            throw Given.invalid("platformEnds", "at most " + HealthPolicy.MAX_PLATFORMS + " platforms");
        }
        Map<String, LocalDate> ends = new TreeMap<>();
        given.forEach((platform, day) -> ends.put(platform, day(Given.required("platformEnds", day))));
        return ends;
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new FettleException(
                    RestError.INVALID_REQUEST, "platformEnds must be days such as 2026-08-31, by platform", e);
        }
    }
}
