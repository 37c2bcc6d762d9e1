package io.fettle.api.inventory;

import java.util.Map;
import java.util.Optional;

/** Calls a computer's operating system as advisories do: by OSV's names of ecosystems. */
public final class Platforms {
    private static final Map<String, String> BY_MAJOR = Map.of(
            "debian", "Debian",
            "rocky", "Rocky Linux",
            "almalinux", "AlmaLinux",
            "rhel", "Red Hat Enterprise Linux",
            "centos", "CentOS",
            "fedora", "Fedora",
            "ol", "Oracle Linux");
    private static final Map<String, String> BY_RELEASE =
            Map.of("ubuntu", "Ubuntu", "opensuse-leap", "openSUSE Leap", "amzn", "Amazon Linux");

    private Platforms() {}

    /** For example {@code Debian:12}; empty where the system or its release has no such name. */
    public static String of(ComputerFacts facts) {
        if (facts.osVersion().isEmpty()) {
            return "";
        }
        String major = facts.osVersion().split("\\.", 2)[0];
        return Optional.ofNullable(BY_MAJOR.get(facts.osId()))
                .map(name -> name + ':' + major)
                .or(() -> Optional.ofNullable(BY_RELEASE.get(facts.osId())).map(name -> name + ':' + facts.osVersion()))
                .orElse("");
    }
}
