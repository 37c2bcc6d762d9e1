package io.fettle.applier.dnf;

import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.member.PrivateDirectory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which packages are being changed. rpm's database does not tell a package whose scripts were cut off from a sound one, so
 * it is written down here before dnf starts, durably, until a run came to its end or was healed. Not thread-safe.
 */
final class Unfinished {
    private static final String FILE = "rpm-unfinished";
    private static final int MAX = 4 << 20;

    private final PrivateDirectory files;

    Unfinished(PrivateDirectory files) {
        this.files = files;
    }

    void begin(List<Step> steps) {
        files.write(
                FILE,
                steps.stream()
                        .map(Unfinished::name)
                        .collect(Collectors.joining("\n"))
                        .getBytes(StandardCharsets.UTF_8));
    }

    void end() {
        files.delete(FILE);
    }

    /** Empty where every run came to its end. */
    List<String> names() {
        return files.read(FILE, MAX).stream()
                .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines())
                .toList();
    }

    static String name(Step step) {
        return step.name() + '-' + step.to() + '.' + step.arch();
    }
}
