package io.fettle.api.advisory;

import java.util.List;
import java.util.Optional;

/**
 * A statement on one package of one platform.
 *
 * @param ecosystem whose version order counts: {@code deb}, {@code rpm}
 * @param platform named as in OSV: {@code Debian:12}, {@code Rocky Linux:9}
 * @param arches empty for all
 * @param module {@code name:stream} of the module that the package must belong to; empty where there are no modules
 * @param fixed first version that has the fix, present if and only if FIXED
 * @param rating the vendor's, for this product; empty where it has none
 * @param note the vendor's own word for the status, for example {@code no-dsa}; at most {@link #MAX_NOTE} characters
 */
public record Affected(
        String ecosystem,
        String platform,
        PackageLevel level,
        String name,
        List<String> arches,
        String module,
        FixStatus status,
        Optional<String> fixed,
        Optional<Rating> rating,
        String note) {
    public static final int MAX_NAME = 300;
    public static final int MAX_NOTE = 500;
    public static final int MAX_ARCHES = 30;

    public Affected {
        arches = List.copyOf(arches);
        if (ecosystem.isEmpty() || platform.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException("A statement needs ecosystem, platform and package name");
        }
        if (fixed.isPresent() != (status == FixStatus.FIXED)) {
            throw new IllegalArgumentException("A statement has a fixed version if and only if it says FIXED: " + name);
        }
        if (name.length() > MAX_NAME
                || platform.length() > MAX_NAME
                || module.length() > MAX_NAME
                || note.length() > MAX_NOTE
                || arches.size() > MAX_ARCHES
                || (ecosystem + platform + name).chars().anyMatch(Character::isISOControl)
                || fixed.map(String::length).orElse(1) > MAX_NAME
                || fixed.map(String::isEmpty).orElse(false)) {
            throw new IllegalArgumentException("A statement on " + cut(name) + " is out of its limits");
        }
    }

    private static String cut(String text) {
        return text.length() > MAX_NAME ? text.substring(0, MAX_NAME) : text;
    }

    /** What the statement is about; statements on one subject are looked up together. */
    public Subject subject() {
        return new Subject(ecosystem, platform, level, name);
    }

    /** A package of a platform. */
    public record Subject(String ecosystem, String platform, PackageLevel level, String name) {}
}
