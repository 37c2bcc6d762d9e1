package io.fettle.agent.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.agent.hand.Commands;
import io.fettle.agent.hand.ProcessCommands;
import io.fettle.agent.link.Contents;
import io.fettle.agent.link.CutTransport;
import io.fettle.agent.link.Paths;
import io.fettle.agent.scan.rpm.RpmScan;
import io.fettle.api.inventory.Inventory;
import io.fettle.member.PrivateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The scan of the computer that the tests run on, where it has apt; held against apt's and dpkg's own words. */
@EnabledIf("hasApt")
class OwnComputerTest {
    private static final Path ROOT = Path.of("/");
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    Path temp;

    private final ProcessCommands commands = new ProcessCommands();

    static boolean hasApt() {
        boolean apt = Files.isExecutable(Path.of("/usr/bin/apt-get")) && Files.exists(Path.of("/var/lib/dpkg/status"));
        if (!apt) {
            System.err.println("LEFT OUT: scan of this computer, because it has no apt");
        }
        return apt;
    }

    @Test
    void scanSaysWhatDpkgAndAptSay() {
        Inventory found = scanner().scan(List.of(), () -> false).orElseThrow();
        assertThat(found.packages())
                .extracting(p ->
                        p.item().name() + " " + p.item().arch() + " " + p.item().version())
                .containsExactlyInAnyOrderElementsOf(
                        said("dpkg-query", "-W", "-f", "${db:Status-Status}\t${Package} ${Architecture} ${Version}\n")
                                .lines()
                                .filter(line -> !line.startsWith("config-files") && !line.startsWith("not-installed"))
                                .map(line -> line.substring(line.indexOf('\t') + 1))
                                .toList());
        assertThat(found.simulation().orElseThrow().changes())
                .containsExactlyElementsOf(
                        SimulatedRun.parse(said("apt-get", "-s", "upgrade", "--with-new-pkgs", "--no-remove"))
                                .changes());
        assertThat(found.facts().architectures().get(0))
                .isEqualTo(said("dpkg", "--print-architecture").strip());
    }

    @Test
    @EnabledIf("hasGpg")
    void keysOfARepositoryAreThoseThatGpgNames() throws Exception {
        Inventory found = scanner().scan(List.of(), () -> false).orElseThrow();
        Set<String> named = new TreeSet<>();
        found.apt().orElseThrow().repositories().forEach(r -> named.addAll(r.keyFingerprints()));
        assertThat(named).isNotEmpty();
        Set<String> known = new TreeSet<>();
        for (Path directory : List.of(Path.of("/usr/share/keyrings"), Path.of("/etc/apt/trusted.gpg.d"))) {
            try (Stream<Path> files = Files.list(directory)) {
                files.forEach(file -> known.addAll(primaries(file)));
            }
        }
        assertThat(known).containsAll(named);
    }

    static boolean hasGpg() {
        return Files.isExecutable(Path.of("/usr/bin/gpg"));
    }

    private Set<String> primaries(Path ring) {
        Set<String> found = new TreeSet<>();
        boolean primary = false;
        for (String line : said("gpg", "--homedir", temp.toString(), "--show-keys", "--with-colons", ring.toString())
                .lines()
                .toList()) {
            primary = line.startsWith("pub:") || (primary && !line.startsWith("sub:"));
            if (primary && line.startsWith("fpr:")) {
                found.add(line.split(":")[9]);
            }
        }
        return found;
    }

    private Scanner scanner() {
        Apt apt = new Apt(ROOT, commands);
        Contents contents = new Contents(
                new CutTransport(null), new Paths(List.of(), PrivateDirectory.at(temp.resolve("link"))), new Random(1));
        Lists lists = new Lists(PrivateDirectory.at(temp.resolve("apt")), Path.of("/var/lib/apt/lists"), apt, contents);
        FactsReader facts = new FactsReader(ROOT, new LevelFile(ROOT, 0), "1");
        RpmScan rpm = new RpmScan(ROOT, temp, facts, commands, Clock.systemUTC());
        return new Scanner(ROOT, facts, apt, lists, rpm, Clock.systemUTC());
    }

    private String said(String... command) {
        return commands.run(List.of(command), LIMIT, Commands.text(16 << 20)).output();
    }
}
