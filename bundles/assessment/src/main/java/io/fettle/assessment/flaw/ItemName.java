package io.fettle.assessment.flaw;

import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.PackageLevel;

/** A {@link Subject} on any platform. */
public record ItemName(String ecosystem, PackageLevel level, String name) {
    public Subject on(String platform) {
        return new Subject(ecosystem, platform, level, name);
    }

    public static ItemName of(Subject subject) {
        return new ItemName(subject.ecosystem(), subject.level(), subject.name());
    }
}
