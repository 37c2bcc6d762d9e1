package io.fettle.itests.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** A minimal Debian, made once on a machine and never written to afterwards: every computer is a layer above it. */
public final class BaseRoot {
    private static final String SUITE = "bookworm";
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Path root;

    public BaseRoot(Path cache) {
        this.root = cache.resolve("base-" + SUITE);
    }

    public Path path() {
        return root;
    }

    public void ensure(Progress progress) {
        if (Files.isDirectory(root)) {
            return;
        }
        progress.step("installing a minimal Debian " + SUITE + " (once; takes about a minute)");
        Path draft = root.resolveSibling(root.getFileName() + ".part");
        FileTrees.delete(draft);
        FileTrees.directory(draft.resolveSibling(""));
        // The mirror is the one of this machine's apt; without one debootstrap has its own.
        Tools.run(
                LIMIT,
                MachineApt.mirrorOf(SUITE)
                        .map(mirror -> List.of("debootstrap", "--variant=minbase", SUITE, draft.toString(), mirror))
                        .orElse(List.of("debootstrap", "--variant=minbase", SUITE, draft.toString())));
        try {
            Files.move(draft, root, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LabException("Cannot put the base root into " + root, e);
        }
    }
}
