package io.fettle.api.policy;

import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.HealthStatus;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How missing updates and ended platforms make up a computer's health, and by when updates are due. What is declined for a
 * computer counts in neither.
 *
 * @param severities a rule for each severity but UNKNOWN; what is worse neither counts for less nor is due later
 * @param unrated the severity that a missing security update counts as while nobody has rated it
 * @param otherUpdates what a missing update comes to that is not about security; it is never due
 * @param exploitedDueDays until an update is due that mends what is known to be exploited, from when that became known or
 *     from when the update was first seen missing, whichever is later; at most those of CRITICAL
 * @param endedPlatform what a computer comes to whose platform its vendor supports no more; never HEALTHY
 * @param longTermSupport whether a distribution's own long-term support that costs nothing (Debian LTS) counts as support
 * @param platformEnds last days of support that replace what is known of these platforms, such as {@code Debian:12}
 */
public record HealthPolicy(
        Map<Severity, Rule> severities,
        Severity unrated,
        HealthStatus otherUpdates,
        int exploitedDueDays,
        HealthStatus endedPlatform,
        boolean longTermSupport,
        Map<String, LocalDate> platformEnds) {
    public static final int MAX_DUE_DAYS = 3650;
    public static final int MAX_PLATFORMS = 100;
    public static final int MAX_PLATFORM_NAME = 100;

    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2199;

    /**
     * What a missing update of one severity comes to.
     *
     * @param counts HEALTHY where it does not count
     * @param dueDays 1 to {@link #MAX_DUE_DAYS}, from when it was first seen missing
     */
    public record Rule(HealthStatus counts, int dueDays) {}

    /** @throws IllegalArgumentException where it makes no sense; the message says what does */
    public HealthPolicy {
        severities = Collections.unmodifiableMap(new EnumMap<>(severities));
        platformEnds = Collections.unmodifiableMap(new TreeMap<>(platformEnds));
        check(
                severities.size() == Severity.values().length - 1 && !severities.containsKey(Severity.UNKNOWN),
                "severities has a rule for each of CRITICAL, IMPORTANT, MODERATE and LOW");
        severities.values().forEach(HealthPolicy::check);
        checkOrder(severities);
        check(unrated != Severity.UNKNOWN, "unrated is one of CRITICAL, IMPORTANT, MODERATE and LOW");
        check(otherUpdates != HealthStatus.UNKNOWN, "otherUpdates is HEALTHY, VULNERABLE or HIGHLY_VULNERABLE");
        int most = rule(severities, Severity.CRITICAL).dueDays();
        check(
                exploitedDueDays >= 1 && exploitedDueDays <= most,
                "exploitedDueDays is 1 to " + most + ", the days of CRITICAL");
        check(
                endedPlatform == HealthStatus.VULNERABLE || endedPlatform == HealthStatus.HIGHLY_VULNERABLE,
                "endedPlatform is VULNERABLE or HIGHLY_VULNERABLE: an ended platform is never healthy");
        check(platformEnds.size() <= MAX_PLATFORMS, "platformEnds names at most " + MAX_PLATFORMS + " platforms");
        platformEnds.forEach(HealthPolicy::checkPlatform);
    }

    private static void check(Rule rule) {
        check(rule.counts() != HealthStatus.UNKNOWN, "counts is HEALTHY, VULNERABLE or HIGHLY_VULNERABLE");
        check(rule.dueDays() >= 1 && rule.dueDays() <= MAX_DUE_DAYS, "dueDays is 1 to " + MAX_DUE_DAYS);
    }

    private static void checkOrder(Map<Severity, Rule> rules) {
        Rule milder = null;
        for (Rule rule : rules.values()) {
            check(
                    milder == null || rule.counts().compareTo(milder.counts()) >= 0,
                    "what is worse must not count for less than what is milder");
            check(
                    milder == null || rule.dueDays() <= milder.dueDays(),
                    "what is worse must not be due later than what is milder");
            milder = rule;
        }
        check(
                milder != null && milder.counts() != HealthStatus.HEALTHY,
                "who lacks what is critical is not healthy: counts of CRITICAL is VULNERABLE or HIGHLY_VULNERABLE");
    }

    private static void checkPlatform(String name, LocalDate end) {
        boolean named = !name.isBlank()
                && name.length() <= MAX_PLATFORM_NAME
                && name.chars().noneMatch(Character::isISOControl);
        check(named, "a platform has a name of 1 to " + MAX_PLATFORM_NAME + " characters, such as Debian:12");
        check(
                end.getYear() >= FIRST_YEAR && end.getYear() <= LAST_YEAR,
                "the support of a platform ends between " + FIRST_YEAR + " and " + LAST_YEAR);
    }

    private static void check(boolean sound, String wanted) {
        if (!sound) {
            throw new IllegalArgumentException(wanted);
        }
    }

    /** What is in force until somebody decides otherwise. */
    public static HealthPolicy standard() {
        return new HealthPolicy(
                Map.of(
                        Severity.CRITICAL, new Rule(HealthStatus.HIGHLY_VULNERABLE, 7),
                        Severity.IMPORTANT, new Rule(HealthStatus.HIGHLY_VULNERABLE, 14),
                        Severity.MODERATE, new Rule(HealthStatus.VULNERABLE, 30),
                        Severity.LOW, new Rule(HealthStatus.VULNERABLE, 90)),
                Severity.IMPORTANT,
                HealthStatus.VULNERABLE,
                3,
                HealthStatus.VULNERABLE,
                true,
                Map.of());
    }

    /** The rule for a missing security update of this severity. */
    public Rule ruleFor(Severity severity) {
        return rule(severities, severity == Severity.UNKNOWN ? unrated : severity);
    }

    private static Rule rule(Map<Severity, Rule> rules, Severity severity) {
        Rule rule = rules.get(severity);
        if (rule == null) {
            throw new IllegalStateException("No rule for " + severity);
        }
        return rule;
    }
}
