package io.fettle.agent.scan.rpm;

import io.fettle.agent.scan.rpm.RpmDatabase.Installed;
import io.fettle.version.RpmVersionOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The kernel that runs among those that are installed side by side. Kernels of one flavour are the versions of one package;
 * what {@code uname} says is its version, release and architecture, with the flavour behind a plus sign.
 */
final class RpmKernels {
    private static final Set<String> OWNERS =
            Set.of("kernel-core", "kernel", "kernel-default", "kernel-uek-core", "kernel-uek");
    private static final String FLAVOURED = "kernel-";

    private final String running;
    private final List<Installed> installed;

    RpmKernels(String running, List<Installed> installed) {
        this.running = running;
        this.installed = installed;
    }

    /** Newest release of the running one's flavour; empty where no package owns the running one. */
    Optional<String> newest() {
        int plus = running.lastIndexOf('+');
        String flavour = plus < 0 ? "" : running.substring(plus + 1);
        String release = plus < 0 ? running : running.substring(0, plus);
        return installed.stream()
                .filter(one -> owns(one, release, flavour))
                .map(one -> one.item().name())
                .findFirst()
                .flatMap(this::newestOf)
                .map(newest -> newest + (plus < 0 ? "" : running.substring(plus)));
    }

    private static boolean owns(Installed one, String release, String flavour) {
        String name = one.item().name();
        boolean kernel = flavour.isEmpty()
                ? OWNERS.contains(name)
                : name.equals(FLAVOURED + flavour + "-core") || name.equals(FLAVOURED + flavour);
        return kernel && release(one).equals(release);
    }

    private Optional<String> newestOf(String name) {
        return installed.stream()
                .filter(one -> one.item().name().equals(name))
                .max(Comparator.comparing(one -> one.item().version(), RpmVersionOrder.INSTANCE))
                .map(RpmKernels::release);
    }

    private static String release(Installed one) {
        String evr = one.item().version();
        return evr.substring(evr.indexOf(':') + 1) + '.' + one.item().arch();
    }
}
