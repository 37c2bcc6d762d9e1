package io.fettle.agent.scan;

import io.fettle.api.inventory.InstalledPackage;
import io.fettle.version.DpkgVersionOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The kernel that runs and those that packages have installed. */
final class Kernels {
    private static final List<String> PACKAGES = List.of("linux-image-", "linux-image-unsigned-");

    private final Path root;
    private final Set<String> packages;

    Kernels(Path root, List<InstalledPackage> installed) {
        this.root = root;
        this.packages = installed.stream().map(p -> p.item().name()).collect(Collectors.toSet());
    }

    String running() {
        return TextFiles.cut(TextFiles.firstLine(root.resolve("proc/sys/kernel/osrelease")), 300);
    }

    /** Empty where no package owns the running kernel: then apt has no say in which one runs. */
    Optional<String> newest() {
        if (!owned(running())) {
            return Optional.empty();
        }
        return packages.stream()
                .flatMap(name ->
                        PACKAGES.stream().filter(name::startsWith).map(prefix -> name.substring(prefix.length())))
                .filter(release -> release.equals(running()) || Files.exists(root.resolve("boot/vmlinuz-" + release)))
                .max(DpkgVersionOrder.INSTANCE);
    }

    private boolean owned(String release) {
        return PACKAGES.stream().anyMatch(prefix -> packages.contains(prefix + release));
    }
}
