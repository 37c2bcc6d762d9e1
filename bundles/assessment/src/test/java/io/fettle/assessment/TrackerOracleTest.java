package io.fettle.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.advisory.CveId;
import io.fettle.api.assessment.ExposureState;
import io.fettle.api.assessment.Exposures;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.PlainTracker.Installed;
import io.fettle.source.debian.tracker.DebianTrackerSourceFactory;
import io.fettle.spi.source.SyncResult;
import io.fettle.testkit.source.MemoryFeed;
import io.fettle.testkit.source.RecordingSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * What Debian computers are exposed to, against the tracker's own data: read, summed up and laid over the fleet by the
 * server's code on one side, looked up package by package on the other. Neither may find what the other does not.
 */
class TrackerOracleTest {
    private static final String URI = "https://tracker.example.org/tracker/data/json";
    private static final Scope ALL = Scope.all();
    private static final int LEAST_PACKAGES = 300;
    private static final List<String> CODENAMES = List.of("bullseye", "bookworm", "trixie");
    private static final Path STATUS = Path.of("/var/lib/dpkg/status");
    private static final int FIRST_RELEASE = 11;

    private final FakeFleet fleet = new FakeFleet();
    private final Map<Integer, List<Installed>> installed = new TreeMap<>();
    private final Map<Integer, String> codenames = new TreeMap<>();

    @Test
    void everyExposureOfLargeComputersIsTheTrackersOwn() throws IOException {
        byte[] json = new SampleTracker(7).json().getBytes(StandardCharsets.UTF_8);
        PlainTracker plain = new PlainTracker(json);
        computersFor(plain, 15, new SplittableRandom(7));
        Map<String, Integer> seen = assertSame(plain, evaluated(json));
        assertThat(seen.get(PlainTracker.FIX_MISSING)).isGreaterThan(1000);
        assertThat(seen.get(PlainTracker.NO_FIX)).isGreaterThan(1000);
    }

    @Test
    void whateverFormTheTrackerSpeaksInComesToWhatAPersonSays() throws IOException {
        TrackerShapes shapes = new TrackerShapes();
        byte[] json = shapes.json().getBytes(StandardCharsets.UTF_8);
        List<TrackerShapes.Shape> all = shapes.all();
        for (int ordinal = 0; ordinal < all.size(); ordinal++) {
            report(ordinal, "bookworm", List.of(all.get(ordinal).installed()));
        }
        PlainTracker plain = new PlainTracker(json);
        assertThat(all).allSatisfy(shape -> assertThat(
                        plain.exposures("bookworm", List.of(shape.installed())).getOrDefault(shape.cve(), ""))
                .isEqualTo(shape.comesTo()));
        assertSame(plain, evaluated(json));
    }

    static boolean hasATracker() {
        boolean wanted = System.getProperty("fettle.tracker") != null && Files.isReadable(STATUS);
        if (!wanted) {
            System.err.println("LEFT OUT: this machine's exposure by the real tracker; its file is asked for by"
                    + " -Dfettle.tracker=FILE, and the machine has to be a Debian");
        }
        return wanted;
    }

    /** By hand: {@code -Dfettle.tracker=FILE}, the tracker's real JSON or a part of it; this machine is one of the computers. */
    @Test
    @EnabledIf("hasATracker")
    @Tag("tracker")
    void everyExposureByARealTrackerIsItsOwn() throws IOException {
        byte[] json = Files.readAllBytes(Path.of(System.getProperty("fettle.tracker")));
        PlainTracker plain = new PlainTracker(json);
        computersFor(plain, 30, new SplittableRandom(1));
        for (String codename : CODENAMES) {
            computer(installed.size(), codename, thisMachine());
        }
        Map<String, Integer> seen = assertSame(plain, evaluated(json));
        System.out.printf(
                "%d packages in the tracker, %d computers: %s%n", plain.root().size(), installed.size(), seen);
    }

    /** Both ways, for each computer, and once more for each flaw. */
    private Map<String, Integer> assertSame(PlainTracker plain, EvaluatedFindings evaluated) {
        Map<String, Integer> seen = new TreeMap<>(Map.of("computers", installed.size(), "packages", 0));
        Map<CveId, Map<ExposureState, Long>> counts = new HashMap<>();
        installed.forEach((ordinal, packages) -> {
            seen.merge("packages", packages.size(), Integer::sum);
            Map<String, String> expected = plain.exposures(codenames.get(ordinal), packages);
            Map<String, String> found = new TreeMap<>();
            evaluated
                    .ofComputer(FakeFleet.id(ordinal), ALL)
                    .forEach(one -> found.put(
                            one.cve().value(),
                            one.state() == ExposureState.EXPOSED_NO_FIX
                                    ? PlainTracker.NO_FIX
                                    : PlainTracker.FIX_MISSING));
            assertThat(found)
                    .as("computer %d, %s", ordinal, codenames.get(ordinal))
                    .isEqualTo(expected);
            expected.forEach((cve, state) -> {
                seen.merge(state, 1, Integer::sum);
                counts.computeIfAbsent(new CveId(cve), c -> new HashMap<>())
                        .merge(
                                state.equals(PlainTracker.NO_FIX)
                                        ? ExposureState.EXPOSED_NO_FIX
                                        : ExposureState.EXPOSED_AWAITING,
                                1L,
                                Long::sum);
            });
        });
        Map<CveId, Map<ExposureState, Long>> listed = new HashMap<>();
        for (int page = 0; listed.size() == page * PageRequest.MAX_LIMIT; page++) {
            evaluated
                    .list(
                            Exposures.Filter.all(),
                            ALL,
                            new PageRequest(page * PageRequest.MAX_LIMIT, PageRequest.MAX_LIMIT))
                    .items()
                    .forEach(summary -> {
                        Map<ExposureState, Long> exposed = new HashMap<>(summary.computers());
                        exposed.entrySet().removeIf(entry -> !entry.getKey().isExposed() || entry.getValue() == 0);
                        listed.put(summary.vulnerability().cve(), exposed);
                    });
        }
        assertThat(listed).isEqualTo(counts);
        return seen;
    }

    private EvaluatedFindings evaluated(byte[] json) throws IOException {
        RecordingSink sink = new RecordingSink();
        SyncResult result = new MemoryFeed(FakeFleet.NOON)
                .serve(URI, json)
                .run(new DebianTrackerSourceFactory().create(Map.of("uri", URI)), sink);
        assertThat(result).isInstanceOf(SyncResult.Completed.class);
        SampleCatalog catalog = new SampleCatalog(1);
        sink.advisories().values().forEach(advisory -> catalog.advisories().add("tracker", advisory));
        EvaluatedFindings evaluated = new EvaluatedFindings(
                fleet,
                fleet,
                new FakeApprovals(fleet),
                new NewestCatalog(() -> catalog),
                fleet,
                entry -> {},
                new FakePolicies(),
                new FakeFirstSeen(),
                Clock.fixed(FakeFleet.NOON, ZoneOffset.UTC));
        for (int i = 0; i < 3; i++) {
            evaluated.loop().catchUp();
        }
        return evaluated;
    }

    /** Computers with whatever the tracker speaks of, around the versions that it names, and with what it does not know. */
    private void computersFor(PlainTracker plain, int computers, SplittableRandom random) {
        for (int ordinal = 0; ordinal < computers; ordinal++) {
            String codename = CODENAMES.get(ordinal % CODENAMES.size());
            List<Installed> packages = new ArrayList<>();
            Iterator<Map.Entry<String, JsonNode>> tracked = plain.root().fields();
            while (tracked.hasNext() && packages.size() < 3 * LEAST_PACKAGES) {
                Map.Entry<String, JsonNode> source = tracked.next();
                if (random.nextInt(4) > 0) {
                    binaries(source.getKey(), version(source.getValue(), codename, random), random, packages);
                }
            }
            while (packages.size() < LEAST_PACKAGES) {
                packages.add(Installed.of("own-" + packages.size(), "1-" + random.nextInt(9), ""));
            }
            computer(ordinal, codename, packages);
        }
    }

    /** One that some flaw is fixed in, one next to it, or another. */
    private static String version(JsonNode flaws, String codename, SplittableRandom random) {
        List<String> known = new ArrayList<>(List.of("1.0-1", "0.9-1"));
        flaws.elements().forEachRemaining(flaw -> {
            String fixed =
                    flaw.path("releases").path(codename).path("fixed_version").asText();
            if (!fixed.isEmpty() && !fixed.equals("0")) {
                known.add(fixed);
                known.add(fixed + "~bpo1");
                known.add(fixed + "+deb1u1");
            }
        });
        return known.get(random.nextInt(known.size()));
    }

    private static void binaries(String source, String version, SplittableRandom random, List<Installed> into) {
        if (source.equals("linux")) {
            String signed = version.replaceFirst("-", "+");
            into.add(Installed.of("linux-image-amd64", version, "linux-signed-amd64 (" + signed + ")"));
            into.add(Installed.of("linux-libc-dev", version, "linux"));
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> into.add(Installed.of(source, version, ""));
            // Rebuilt without a change of its source.
            case 1 -> into.add(Installed.of("lib" + source + "1", version + "+b2", source + " (" + version + ")"));
            // A version of its own, beyond all of its source.
            case 2 -> into.add(Installed.of(source + "-data", "9:99", source + " (" + version + ")"));
            default -> {
                into.add(Installed.of(source + "-bin", version, source));
                into.add(Installed.of(source + "-doc", version, source));
            }
        }
    }

    private static List<Installed> thisMachine() throws IOException {
        List<Installed> packages = new ArrayList<>();
        for (String stanza : Files.readString(STATUS).split("\n\n")) {
            Map<String, String> fields = new HashMap<>();
            for (String line : stanza.split("\n")) {
                int colon = line.indexOf(": ");
                if (colon > 0 && line.charAt(0) != ' ') {
                    fields.put(line.substring(0, colon), line.substring(colon + 2));
                }
            }
            if (fields.getOrDefault("Status", "").endsWith(" installed")) {
                packages.add(
                        Installed.of(fields.get("Package"), fields.get("Version"), fields.getOrDefault("Source", "")));
            }
        }
        return packages;
    }

    private void computer(int ordinal, String codename, List<Installed> packages) {
        assertThat(packages).hasSizeGreaterThanOrEqualTo(LEAST_PACKAGES);
        report(ordinal, codename, packages);
    }

    private void report(int ordinal, String codename, List<Installed> packages) {
        installed.put(ordinal, packages);
        codenames.put(ordinal, codename);
        fleet.releases.put(ordinal, String.valueOf(FIRST_RELEASE + CODENAMES.indexOf(codename)));
        fleet.report(
                ordinal,
                "o-1",
                new AptSetup(List.of("amd64"), List.of(), List.of(), Optional.empty()),
                packages.stream()
                        .map(one -> new InstalledPackage(
                                new SoftwareItem(
                                        "deb",
                                        one.name(),
                                        one.version(),
                                        "amd64",
                                        one.source(),
                                        one.sourceVersion(),
                                        MultiArch.NO),
                                false))
                        .toList(),
                Optional.empty());
    }
}
