package io.fettle.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The builds that the script has unpacked into an instance, {@code programs/CHECKSUM/PART}: which of them is current, and
 * which are over.
 */
final class Builds {
    private static final List<String> PARTS = List.of("server", "agent");
    private static final Pattern CHECKSUM = Pattern.compile("[0-9]{1,10}");

    private final Instance instance;

    Builds(Instance instance) {
        this.instance = instance;
    }

    /** What to say of a part that runs, though another build of it is current; empty where that is not so. */
    String age(Part part) {
        Path current = real(instance.program(part.name()));
        return part.running()
                .flatMap(process -> part.startedProgram())
                .map(Builds::real)
                .filter(program -> !program.equals(current) && Files.isDirectory(current))
                .map(program -> ", still of build " + name(program) + "; to take the current one, " + name(current)
                        + ": ./fettle stop, then ./fettle up")
                .orElse("");
    }

    /**
     * Removes the builds that are neither current nor used by a live process; none where something runs of which it is not
     * known from where. Only for whoever holds the {@link InstanceLock}.
     *
     * @return what could not be removed, in words
     */
    List<String> discardOld() {
        List<String> failures = new ArrayList<>();
        Optional<Set<Path>> kept = kept();
        if (kept.isEmpty()) {
            return failures;
        }
        for (Path program : unpacked(failures)) {
            if (!kept.get().contains(program) && !OpenFiles.anyBelow(program)) {
                try {
                    discard(program);
                } catch (IOException e) {
                    failures.add("cannot remove the old build " + program + ": " + e.getMessage());
                }
            }
        }
        return failures;
    }

    private Optional<Set<Path>> kept() {
        Set<Path> kept = new HashSet<>();
        for (String name : PARTS) {
            Part part = new Part(name, instance);
            Optional<Path> started = part.startedProgram();
            if (part.running().isPresent() && started.isEmpty()) {
                return Optional.empty();
            }
            kept.add(real(instance.program(name)));
            started.filter(program -> part.running().isPresent())
                    .map(Builds::real)
                    .ifPresent(kept::add);
        }
        return Optional.of(kept);
    }

    /** Real paths. Whatever does not look as the script makes it is not ours. */
    private List<Path> unpacked(List<String> failures) {
        List<Path> found = new ArrayList<>();
        Path programs = real(instance.state("programs"));
        if (!Files.isDirectory(programs)) {
            return found;
        }
        try (DirectoryStream<Path> builds = Files.newDirectoryStream(programs, Builds::isBuild)) {
            for (Path build : builds) {
                PARTS.stream()
                        .map(part -> build.resolve(part + Removal.ENDING))
                        .filter(Builds::isDirectory)
                        .forEach(found::add);
                PARTS.stream()
                        .filter(part -> Files.isRegularFile(build.resolve(part).resolve("bin/fettle-" + part)))
                        .map(build::resolve)
                        .filter(Builds::isDirectory)
                        .forEach(found::add);
            }
        } catch (IOException e) {
            failures.add("cannot look for old builds in " + programs + ": " + e.getMessage());
        }
        return found;
    }

    private static void discard(Path program) throws IOException {
        Removal.of(program);
        Path build = program.resolveSibling("");
        try (DirectoryStream<Path> rest = Files.newDirectoryStream(build)) {
            if (rest.iterator().hasNext()) {
                return;
            }
        }
        Files.delete(build);
    }

    private static boolean isBuild(Path path) {
        return CHECKSUM.matcher(path.getFileName().toString()).matches() && isDirectory(path);
    }

    private static boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private String name(Path program) {
        Path programs = real(instance.state("programs"));
        return program.startsWith(programs)
                ? programs.relativize(program).getName(0).toString()
                : program.toString();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
