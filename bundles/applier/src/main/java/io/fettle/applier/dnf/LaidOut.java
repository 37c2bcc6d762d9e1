package io.fettle.applier.dnf;

import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Index;
import io.fettle.api.mirror.MirroredSuite.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A directory with what one order brings: for each repository its list of packages, its modules and the packages that are
 * ordered. Everything else that a vendor's list names is left out, and dnf does not miss it.
 */
final class LaidOut {
    private static final String NAMES = "repositories";

    private final Path place;

    LaidOut(Path place) {
        this.place = place;
    }

    /** @param repositories by the owner's own repository what of the order comes from it */
    void fill(Map<OwnRepository, MirroredSuite> repositories, List<Step> steps, Path content) throws IOException {
        Files.createDirectories(own());
        List<String> names = new ArrayList<>();
        for (Map.Entry<OwnRepository, MirroredSuite> one : repositories.entrySet()) {
            MirroredSuite suite = one.getValue();
            Path directory = place.resolve("repository-" + names.size());
            for (Index index : RepositoryList.needed(suite)) {
                link(content, index.stored(), directory, index.path());
            }
            Files.createDirectories(directory.resolve("repodata"));
            Files.writeString(directory.resolve("repodata/repomd.xml"), RepositoryList.written(suite));
            for (Step step : steps) {
                if (isOf(step, suite.uri(), suite.suite())) {
                    link(content, new Stored(step.digest(), step.size()), directory, step.path());
                }
            }
            names.add(String.join("\t", one.getKey().id(), directory.toString(), suite.uri(), suite.suite()));
        }
        Files.write(place.resolve(NAMES), names);
    }

    private static void link(Path content, Stored stored, Path directory, String path) throws IOException {
        Path target = directory.resolve(path).normalize();
        if (!target.startsWith(directory)) {
            throw new IOException("A path leads out of the repository: " + path);
        }
        Files.createDirectories(target.resolveSibling(""));
        Files.deleteIfExists(target);
        Files.createLink(target, content.resolve(stored.digest().hex()));
    }

    /** dnf's own directory for as long as it works. */
    Path own() {
        return place.resolve("dnf");
    }

    /** A repository of the owner's, and where what the order brings of it lies. */
    record Brought(String id, String directory, String uri, String suite) {
        boolean has(Step step) {
            return isOf(step, uri, suite);
        }
    }

    List<Brought> repositories() {
        try {
            return Files.readAllLines(place.resolve(NAMES)).stream()
                    .map(line -> line.split("\t", -1))
                    .map(part -> new Brought(part[0], part[1], part[2], part[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("What was laid out in " + place + " cannot be read", e);
        }
    }

    private static boolean isOf(Step step, String uri, String suite) {
        return withSlash(step.uri()).equals(withSlash(uri)) && step.suite().equals(suite);
    }

    private static String withSlash(String uri) {
        return uri.endsWith("/") ? uri : uri + '/';
    }
}
