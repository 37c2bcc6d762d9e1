package io.fettle.agent.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.agent.FakeCommands;
import io.fettle.agent.link.Contents;
import io.fettle.agent.link.CutTransport;
import io.fettle.agent.link.Paths;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.member.PrivateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which package manager is asked. */
class ScannerTest {
    @TempDir
    Path root;

    private boolean other;

    @Test
    void dpkgIsAskedWhereItHasAStatusFile() throws IOException {
        Path status = root.resolve("var/lib/dpkg/status");
        Files.createDirectories(status.getParent());
        Files.writeString(status, "Package: bash\nStatus: install ok installed\nArchitecture: amd64\nVersion: 5\n");
        other = true;
        assertThat(ecosystems()).containsExactly("deb");
    }

    @Test
    void theOtherOneIsAskedWhereItHasADatabase() {
        other = true;
        assertThat(ecosystems()).containsExactly("rpm");
    }

    @Test
    void withoutAnyThereAreFactsOnly() {
        assertThat(ecosystems()).isEmpty();
    }

    private List<String> ecosystems() {
        FakeCommands commands = new FakeCommands();
        Apt apt = new Apt(root, commands);
        PrivateDirectory own = PrivateDirectory.at(root.resolve("own"));
        Contents contents =
                new Contents(new CutTransport(null), new Paths(List.of(), own.child("link")), new Random(1));
        Lists lists = new Lists(own.child("apt"), root.resolve("var/lib/apt/lists"), apt, contents);
        FactsReader facts = new FactsReader(root, new LevelFile(root, 0), "1");
        Scanner scanner = new Scanner(root, facts, apt, lists, new Rpm(facts), Clock.systemUTC());
        return scanner.scan(List.of(), () -> false).orElseThrow().packages().stream()
                .map(p -> p.item().ecosystem())
                .toList();
    }

    private final class Rpm implements OtherScan {
        private final FactsReader facts;

        Rpm(FactsReader facts) {
            this.facts = facts;
        }

        @Override
        public boolean present() {
            return other;
        }

        @Override
        public Inventory scan(List<MirroredSuite> suites) {
            SoftwareItem item = new SoftwareItem("rpm", "bash", "5-1", "x86_64", "bash", "5-1", MultiArch.NO);
            return new Inventory(
                    facts.read(List.of()),
                    Optional.empty(),
                    List.of(new InstalledPackage(item, false)),
                    Optional.empty());
        }
    }
}
