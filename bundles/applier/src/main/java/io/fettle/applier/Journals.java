package io.fettle.applier;

import io.fettle.member.PrivateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The journals of the last tasks, one directory for each. Not thread-safe. */
final class Journals {
    private static final int KEPT = 30;

    private final PrivateDirectory directory;
    private final Clock clock;

    Journals(PrivateDirectory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    Journal of(String task) {
        return new Journal(task, directory.child(task), clock);
    }

    /** Runs that were broken off while they changed the system. */
    List<Journal> interrupted() {
        return directory.names().stream()
                .map(this::of)
                .filter(Journal::interrupted)
                .toList();
    }

    /** Tasks whose verified packages are still kept, because dpkg was not well at their end. */
    List<Journal> withContent() {
        return directory.names().stream()
                .map(this::of)
                .filter(journal -> journal.has(Journal.Step.VERIFIED) && journal.hasContent())
                .toList();
    }

    /** Drops the oldest, except what is interrupted. */
    void prune() throws IOException {
        record Aged(String task, FileTime at) {}
        List<Aged> all = new ArrayList<>();
        for (String task : directory.names()) {
            Path path = directory.file(task);
            all.add(new Aged(task, Files.getLastModifiedTime(path)));
        }
        all.sort(Comparator.comparing(Aged::at).reversed());
        for (Aged old : all.subList(Math.min(KEPT, all.size()), all.size())) {
            if (!of(old.task()).interrupted()) {
                directory.deleteTree(old.task());
            }
        }
    }
}
