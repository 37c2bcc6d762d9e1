package io.fettle.agent.scan;

import io.fettle.agent.link.Contents;
import io.fettle.agent.link.Contents.Progress;
import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Index;
import io.fettle.api.mirror.MirroredSuite.Stored;
import io.fettle.member.PrivateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A private directory of lists for apt, under the names that apt gives them, so that the computer's own pins and trust
 * keep working. What the server mirrors comes from there, by digest; what it does not mirror is linked from the
 * computer's own lists. Bytes that the computer has already are copied instead of fetched. Not thread-safe.
 */
public final class Lists {
    private static final String LISTS = "lists";
    private static final String FETCHED = "fetched";

    private final PrivateDirectory directory;
    private final OwnLists own;
    private final Apt apt;
    private final Contents contents;

    /** @param ownLists where apt keeps the computer's own: {@code /var/lib/apt/lists}, except in tests */
    public Lists(PrivateDirectory directory, Path ownLists, Apt apt, Contents contents) {
        this.directory = directory;
        this.own = new OwnLists(ownLists, apt);
        this.apt = apt;
        this.contents = contents;
    }

    /**
     * Lists that are complete.
     *
     * @param basis of the signed lists of what the server mirrors, see {@link Simulation#basisOf}: what it does not mirror it
     *     cannot count either
     */
    public record Filled(Path path, String basis) {}

    /**
     * Makes the directory hold the lists of {@code targets} and nothing else.
     *
     * @param suites what the server mirrors; those that this computer does not use are left out
     * @param pause true ends the work for now
     * @return empty where it was paused
     * @throws IOException where content could not be had
     */
    Optional<Filled> fill(List<IndexTarget> targets, List<MirroredSuite> suites, BooleanSupplier pause)
            throws IOException {
        return fill(targets, suites, false, pause);
    }

    /** Makes the directory hold the computer's own lists, also of what the server mirrors. */
    Optional<Filled> makeDo(List<IndexTarget> targets, List<MirroredSuite> suites) throws IOException {
        return fill(targets, suites, true, () -> false);
    }

    private Optional<Filled> fill(
            List<IndexTarget> targets, List<MirroredSuite> suites, boolean ownOnly, BooleanSupplier pause)
            throws IOException {
        PrivateDirectory lists = directory.child(LISTS);
        lists.child("partial");
        contents.preferFirst();
        Round round = new Round(lists, ListManifest.read(directory), pause);
        for (List<IndexTarget> group : bySuite(targets).values()) {
            IndexTarget first = group.get(0);
            Optional<MirroredSuite> suite = MirroredSuite.meant(suites, first.uri(), first.suite());
            boolean done = suite.isPresent() && !ownOnly
                    ? round.take(suite.get(), group)
                    : round.link(group, suite.isPresent());
            round.manifest.write(directory);
            if (!done) {
                return Optional.empty();
            }
        }
        round.finish();
        return Optional.of(new Filled(lists.path(), round.basis()));
    }

    private static Map<List<String>, List<IndexTarget>> bySuite(List<IndexTarget> targets) {
        Map<List<String>, List<IndexTarget>> groups = new LinkedHashMap<>();
        targets.forEach(t -> groups.computeIfAbsent(List.of(t.uri(), t.suite()), k -> new ArrayList<>())
                .add(t));
        return groups;
    }

    /** One go at filling the directory. */
    private final class Round {
        private final PrivateDirectory lists;
        private final PrivateDirectory fetched = directory.child(FETCHED);
        private final ListManifest manifest;
        private final BooleanSupplier pause;
        private final Set<String> wanted = new HashSet<>();
        private final Set<Digest> releases = new HashSet<>();

        Round(PrivateDirectory lists, ListManifest manifest, BooleanSupplier pause) {
            this.lists = lists;
            this.manifest = manifest;
            this.pause = pause;
        }

        boolean take(MirroredSuite suite, List<IndexTarget> group) throws IOException {
            IndexTarget first = group.get(0);
            boolean detached = suite.signature().isPresent();
            releases.add(suite.release().digest());
            if (!takeAsIs(suite.release(), first.suiteFileName(detached ? "Release" : "InRelease"))) {
                return false;
            }
            if (detached && !takeAsIs(suite.signature().get(), first.suiteFileName("Release.gpg"))) {
                return false;
            }
            for (IndexTarget target : group) {
                Optional<Index> index = suite.indexes().stream()
                        .filter(i -> withoutEnding(i.path()).equals(target.metaKey()))
                        .findFirst();
                if (index.isPresent() && !takeIndex(index.get(), target.fileName())) {
                    return false;
                }
            }
            return true;
        }

        private boolean takeAsIs(Stored stored, String name) throws IOException {
            wanted.add(name);
            if (there(name, stored.digest())) {
                return true;
            }
            Optional<Path> found = own.with(name, List.of(""), stored);
            if (found.isPresent()) {
                place(found.get(), name, stored.digest());
                return true;
            }
            String hex = stored.digest().hex();
            if (contents.fetch(stored.digest(), stored.size(), fetched, hex, pause) == Progress.PAUSED) {
                return false;
            }
            place(fetched.file(hex), name, stored.digest());
            fetched.delete(hex);
            return true;
        }

        private boolean takeIndex(Index index, String name) throws IOException {
            Digest plain = index.plain().digest();
            for (String ending : OwnLists.ENDINGS) {
                if (there(name + ending, plain)) {
                    wanted.add(name + ending);
                    return true;
                }
            }
            Optional<Path> found = own.with(name, OwnLists.ENDINGS, index.plain());
            if (found.isPresent()) {
                String ownName = String.valueOf(found.get().getFileName());
                wanted.add(ownName);
                place(found.get(), ownName, plain);
                return true;
            }
            // apt reads xz by seeking, which takes minutes: so the list is kept unpacked.
            wanted.add(name);
            String packed = index.stored().digest().hex() + ending(index.path());
            if (contents.fetch(index.stored().digest(), index.stored().size(), fetched, packed, pause)
                    == Progress.PAUSED) {
                return false;
            }
            unpack(fetched.file(packed), index.plain(), name);
            fetched.delete(packed);
            return true;
        }

        private void unpack(Path packed, Stored plain, String name) throws IOException {
            Path unpacked = fetched.file(plain.digest().hex() + ".plain");
            try (OutputStream out = Files.newOutputStream(unpacked)) {
                Digest found = apt.unpack(packed, in -> OwnLists.copy(in, out, plain.size()));
                if (!found.equals(plain.digest())) {
                    throw new FettleException(
                            ScanError.APT_FAILED, "The list " + name + " unpacks to something else than was announced");
                }
            } catch (FettleException e) {
                Files.deleteIfExists(unpacked);
                throw new IOException("The list " + name + " cannot be unpacked", e);
            }
            lists.adopt(unpacked, name);
            manifest.put(name, plain.digest());
        }

        /** The computer's own lists of a suite. @param mirrored whether the server has a say in it */
        boolean link(List<IndexTarget> group, boolean mirrored) throws IOException {
            IndexTarget first = group.get(0);
            List<Path> signed = new ArrayList<>();
            for (String name : List.of("InRelease", "Release", "Release.gpg")) {
                Path file = own.file(first.suiteFileName(name));
                if (Files.isRegularFile(file)) {
                    linkOne(file);
                    signed.add(file);
                }
            }
            if (mirrored && !signed.isEmpty() && Files.size(signed.get(0)) <= OwnLists.MAX_PLAIN) {
                try (InputStream in = Files.newInputStream(signed.get(0))) {
                    releases.add(Digest.of(in));
                }
            }
            for (IndexTarget target : group) {
                for (String ending : OwnLists.ENDINGS) {
                    Path file = own.file(target.fileName() + ending);
                    if (Files.isRegularFile(file)) {
                        linkOne(file);
                        break;
                    }
                }
            }
            return !pause.getAsBoolean();
        }

        private void linkOne(Path file) throws IOException {
            String name = String.valueOf(file.getFileName());
            wanted.add(name);
            Path link = lists.file(name);
            if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(file)) {
                return;
            }
            manifest.remove(name);
            lists.delete(name);
            try {
                Files.createSymbolicLink(link, file);
            } catch (FileAlreadyExistsException e) {
                throw new IOException(link + " is in the way", e);
            }
        }

        private boolean there(String name, Digest digest) {
            return manifest.says(name, digest) && Files.isRegularFile(lists.file(name));
        }

        private void place(Path from, String name, Digest digest) throws IOException {
            Path copy = fetched.file(digest.hex() + ".copy");
            try (InputStream in = Files.newInputStream(from);
                    OutputStream out = Files.newOutputStream(copy)) {
                in.transferTo(out);
            }
            lists.adopt(copy, name);
            manifest.put(name, digest);
        }

        /** Takes away what is of no more use, and remembers the rest. */
        void finish() {
            for (String name : lists.names()) {
                if (!wanted.contains(name) && !Files.isDirectory(lists.file(name))) {
                    lists.delete(name);
                }
            }
            manifest.retain(wanted);
            manifest.write(directory);
            directory.deleteTree(FETCHED);
        }

        String basis() {
            return Simulation.basisOf(releases);
        }
    }

    private static String ending(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(dot) : "";
    }

    private static String withoutEnding(String path) {
        return path.substring(0, path.length() - ending(path).length());
    }
}
