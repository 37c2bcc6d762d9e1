package io.fettle.agent.scan.running;

import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.running.KernelState;
import io.fettle.version.DpkgVersionOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kernel that runs and those of its flavour that Debian's packages have installed. */
public final class Kernels {
    private static final int MAX_TEXT = 300;
    private static final List<String> CONTAINER_MARKS =
            List.of(".dockerenv", "run/.containerenv", "run/systemd/container");
    private static final Comparator<KernelImage> BY_VERSION = Comparator.comparing(
                    KernelImage::version, DpkgVersionOrder.INSTANCE)
            .thenComparing(KernelImage::release, DpkgVersionOrder.INSTANCE);
    /** What Debian's kernels say of themselves: {@code #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)}. */
    private static final Pattern BUILD = Pattern.compile(".* Debian ([0-9][^ ]*) \\(.*");

    private final Path root;
    private final List<KernelImage> images;
    private final String running;

    /** @param root where the operating system's files are */
    public Kernels(Path root, List<InstalledPackage> installed) {
        this.root = root;
        this.images = installed.stream()
                .map(KernelImage::of)
                .flatMap(Optional::stream)
                .toList();
        this.running = new ProcFile(root.resolve("proc/sys/kernel/osrelease")).firstLine(MAX_TEXT);
    }

    /** Newest release of the running one's flavour; empty where no package owns the running kernel. */
    public Optional<String> newest() {
        return newestImage().map(KernelImage::release);
    }

    public KernelState state() {
        if (running.isEmpty() || inContainer(root)) {
            return KernelState.UNKNOWN;
        }
        Optional<KernelImage> newest = newestImage();
        if (newest.isEmpty()) {
            return KernelState.NOT_PACKAGED;
        }
        boolean other = !newest.get().release().equals(running);
        return other || builtBefore(newest.get().version()) ? KernelState.OUTDATED : KernelState.CURRENT;
    }

    static boolean inContainer(Path root) {
        return CONTAINER_MARKS.stream().anyMatch(mark -> Files.exists(root.resolve(mark)));
    }

    private Optional<KernelImage> newestImage() {
        return owner().flatMap(owner -> Stream.concat(
                        Stream.of(owner),
                        images.stream()
                                .filter(image -> image.flavour().equals(owner.flavour()))
                                .filter(this::bootable))
                .max(BY_VERSION));
    }

    private Optional<KernelImage> owner() {
        return images.stream().filter(image -> image.release().equals(running)).findFirst();
    }

    private boolean bootable(KernelImage image) {
        return Stream.of("vmlinuz-", "vmlinux-")
                .anyMatch(prefix -> Files.exists(root.resolve("boot/" + prefix + image.release())));
    }

    /** A package can bring another build of the same release; only the kernel itself says which one runs. */
    private boolean builtBefore(String version) {
        Matcher build = BUILD.matcher(new ProcFile(root.resolve("proc/sys/kernel/version")).firstLine(MAX_TEXT));
        return build.matches() && DpkgVersionOrder.INSTANCE.compare(build.group(1), version) < 0;
    }
}
