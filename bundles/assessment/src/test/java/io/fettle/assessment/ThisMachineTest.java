package io.fettle.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Reason;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.apt.CandidateEvaluator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our missing set, and what of it is kept back, against apt's on the machine that runs this, by its own lists and status: by hand, with {@code
 * -Dfettle.thisMachine=true}, because it depends on what the machine's owner configured. Pins are not read.
 */
@EnabledIf("isWanted")
class ThisMachineTest {
    private static final Path STATUS = Path.of("/var/lib/dpkg/status");
    private static final Path LISTS = Path.of("/var/lib/apt/lists");
    private static final Pattern INDEX = Pattern.compile("(.*_dists_.*)_([a-z-]+)_binary-([a-z0-9]+)_Packages(\\..*)?");

    @TempDir
    Path dir;

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
        CandidateEvaluator evaluator = new CandidateEvaluator(setup(arch), catalog);
        Set<String> ours = new TreeSet<>();
        List<InstalledPackage> installed = installed(Files.readString(STATUS));
        long start = System.nanoTime();
        for (InstalledPackage one : installed) {
            SoftwareItem item = one.item();
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
                installed.size(), packages, ours.size(), apts.size(), millis);
        assertThat(ours).isEqualTo(apts);
    }

    /** Whatever of its updates somebody held. */
    @Test
    void whatIsKeptBackEqualsApts() throws Exception {
        String arch = text("dpkg", "--print-architecture").trim();
        readLists(arch);
        Set<String> missing = AptRoot.run(List.of("apt", "list", "--upgradable"));
        List<String> names =
                missing.stream().map(line -> line.split(" ")[0]).distinct().toList();
        String status = Files.readString(STATUS);
        int most = 0;
        for (int seed = 0; seed < Integer.getInteger("fettle.seeds", 20); seed++) {
            Random random = new Random(seed);
            String held = status;
            List<String> chosen = new ArrayList<>();
            for (int i = seed == 0 ? 0 : 1 + random.nextInt(5); i > 0; i--) {
                String name = names.get(random.nextInt(names.size()));
                chosen.add(name);
                held = held.replace(
                        "Package: " + name + "\nStatus: install ok", "Package: " + name + "\nStatus: hold ok");
            }
            Path file = Files.writeString(dir.resolve("status"), held);
            List<String> apt = List.of("apt-get", "-o", "Dir::State::status=" + file);
            Set<String> apts = AptRoot.keptBack(missing, apt, arch);
            List<InstalledPackage> installed = installed(held);
            long start = System.nanoTime();
            Map<String, Reason> ours = Reckoner.keptBack(setup(arch), catalog, installed);
            long millis = (System.nanoTime() - start) / 1_000_000;
            System.out.printf("%s held: %d kept back, in %d ms%n", chosen, apts.size(), millis);
            most = Math.max(most, apts.size());
            assertThat(ours.keySet()).as("held: %s, ours: %s", chosen, ours).isEqualTo(apts);
        }
        assertThat(most).as("holds keep others back").isGreaterThan(5);
    }

    private AptSetup setup(String arch) {
        return new AptSetup(List.of(arch), repositories, List.of(), Optional.empty());
    }

    private static List<InstalledPackage> installed(String status) {
        List<InstalledPackage> installed = new ArrayList<>();
        for (Map<String, String> stanza : stanzas(status)) {
            String state = stanza.get("Status");
            if (!state.endsWith(" config-files") && !state.endsWith(" not-installed")) {
                installed.add(new InstalledPackage(item(stanza), state.startsWith("hold ")));
            }
        }
        return installed;
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
                catalog.offer(numbers.get(stem), index.group(2), made(stanza));
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

    private static MadePackage made(Map<String, String> stanza) {
        String name = stanza.get("Package");
        String multiArch = stanza.getOrDefault("Multi-Arch", "no").toUpperCase(Locale.ROOT);
        MadePackage made = MadePackage.of(name, stanza.get("Version"))
                .arch(stanza.get("Architecture"))
                .source(stanza.getOrDefault("Source", name).split(" ")[0])
                .is(MultiArch.valueOf(multiArch));
        for (Relations.Kind kind : Relations.Kind.values()) {
            if (stanza.containsKey(kind.field())) {
                made.says(kind, stanza.get(kind.field()));
            }
        }
        return made;
    }

    private static SoftwareItem item(Map<String, String> stanza) {
        MadePackage made = made(stanza);
        return new SoftwareItem(
                "deb", made.name, made.version, made.arch, made.source, "1", made.multiArch, made.relations());
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
