package io.fettle.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.apt.CandidateEvaluator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Our missing set against apt's on the machine that runs this, by its own lists and status: by hand, with {@code
 * -Dfettle.thisMachine=true}, because it depends on what the machine's owner configured. Pins are not read.
 */
@EnabledIf("isWanted")
class ThisMachineTest {
    private static final Path LISTS = Path.of("/var/lib/apt/lists");
    private static final Pattern INDEX = Pattern.compile("(.*_dists_.*)_([a-z-]+)_binary-([a-z0-9]+)_Packages(\\..*)?");

    private final SampleCatalog catalog = new SampleCatalog(1);
    private final List<AptRepository> repositories = new ArrayList<>();

    static boolean isWanted() {
        boolean wanted = Boolean.getBoolean("fettle.thisMachine");
        if (!wanted) {
            System.err.println("LEFT OUT: this machine's own missing set; ask for it by -Dfettle.thisMachine=true");
        }
        return wanted;
    }

    @Test
    void missingSetEqualsApts() throws Exception {
        String arch = text("dpkg", "--print-architecture").trim();
        int packages = readLists(arch);
        CandidateEvaluator evaluator =
                new CandidateEvaluator(new AptSetup(List.of(arch), repositories, List.of(), Optional.empty()), catalog);
        Set<String> ours = new TreeSet<>();
        int installed = 0;
        long start = System.nanoTime();
        for (Map<String, String> stanza : stanzas(Files.readString(Path.of("/var/lib/dpkg/status")))) {
            if (stanza.get("Status").endsWith(" config-files")
                    || stanza.get("Status").endsWith(" not-installed")) {
                continue;
            }
            installed++;
            SoftwareItem item = item(stanza);
            evaluator
                    .judge(item)
                    .filter(verdict -> verdict.state().isMissing())
                    .ifPresent(verdict -> ours.add(item.name() + " " + item.arch() + " " + item.version() + " -> "
                            + verdict.target().version()));
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        Set<String> apts = AptRoot.run(List.of("apt", "list", "--upgradable"));
        System.out.printf(
                "%d installed, %d offered, ours %d, apt %d, judged in %d ms%n",
                installed, packages, ours.size(), apts.size(), millis);
        assertThat(ours).isEqualTo(apts);
    }

    private int readLists(String native_) throws IOException, InterruptedException {
        Map<String, Integer> numbers = new HashMap<>();
        List<Path> files;
        try (Stream<Path> listed = Files.list(LISTS)) {
            files = listed.sorted().toList();
        }
        int packages = 0;
        for (Path file : files) {
            Matcher index = INDEX.matcher(file.getFileName().toString());
            if (!index.matches()) {
                continue;
            }
            String stem = index.group(1);
            if (!numbers.containsKey(stem)) {
                numbers.put(stem, repository(stem, index.group(2), native_));
            }
            for (Map<String, String> stanza : stanzas(text("/usr/lib/apt/apt-helper", "cat-file", file.toString()))) {
                catalog.offer(
                        numbers.get(stem),
                        index.group(2),
                        stanza.get("Package"),
                        stanza.get("Version"),
                        stanza.get("Architecture"),
                        item(stanza).sourceName());
                packages++;
            }
        }
        return packages;
    }

    private int repository(String stem, String component, String arch) throws IOException {
        Map<String, String> release = new TreeMap<>();
        for (String line : Files.readAllLines(LISTS.resolve(stem + "_InRelease"))) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                release.putIfAbsent(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        String uri = "http://" + stem.substring(0, stem.indexOf("_dists_")).replace('_', '/') + "/";
        String suite = stem.substring(stem.indexOf("_dists_") + 7);
        repositories.add(new AptRepository(uri, suite, List.of(component), List.of(arch), List.of()));
        return catalog.repository(
                uri,
                suite,
                release.getOrDefault("Suite", ""),
                release.getOrDefault("Codename", ""),
                release.getOrDefault("Origin", ""),
                release.getOrDefault("Label", ""),
                release.getOrDefault("Version", ""),
                List.of(component),
                List.of(arch),
                suite.endsWith("-security"),
                500);
    }

    private static SoftwareItem item(Map<String, String> stanza) {
        String name = stanza.get("Package");
        String source = stanza.getOrDefault("Source", name).split(" ")[0];
        return new SoftwareItem(
                "deb", name, stanza.get("Version"), stanza.get("Architecture"), source, "1", MultiArch.NO);
    }

    private static List<Map<String, String>> stanzas(String text) {
        List<Map<String, String>> stanzas = new ArrayList<>();
        for (String stanza : text.split("\n\n")) {
            Map<String, String> fields = new HashMap<>();
            for (String line : stanza.split("\n")) {
                int colon = line.indexOf(':');
                if (colon > 0 && line.charAt(0) != ' ') {
                    fields.put(
                            line.substring(0, colon), line.substring(colon + 1).trim());
                }
            }
            if (fields.containsKey("Package")) {
                stanzas.add(fields);
            }
        }
        return stanzas;
    }

    private static String text(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }
}
