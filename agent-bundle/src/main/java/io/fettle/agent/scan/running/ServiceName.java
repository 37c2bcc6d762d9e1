package io.fettle.agent.scan.running;

import java.util.Comparator;

/**
 * What a process belongs to. Units come first: only the owner of the computer makes them, so that nobody else's programs
 * can crowd them out of a list.
 */
record ServiceName(String name, boolean unit) implements Comparable<ServiceName> {
    private static final Comparator<ServiceName> ORDER =
            Comparator.comparing((ServiceName service) -> !service.unit()).thenComparing(ServiceName::name);

    ServiceName {
        name = PlainName.of(name);
    }

    @Override
    public int compareTo(ServiceName other) {
        return ORDER.compare(this, other);
    }
}
