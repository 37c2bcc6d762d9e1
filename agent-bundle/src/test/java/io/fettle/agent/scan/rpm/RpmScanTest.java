package io.fettle.agent.scan.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.agent.hand.Commands;
import io.fettle.agent.scan.FactsReader;
import io.fettle.agent.scan.LevelFile;
import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.KeptBack;
import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.inventory.RpmSetup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RpmScanTest {
    @TempDir
    Path root;

    private final List<String> installed = new ArrayList<>();
    private List<String> asked = List.of();
    private int status;

    @BeforeEach
    void makeComputer() throws IOException {
        write("proc/sys/kernel/hostname", "pc1\n");
        write("proc/sys/kernel/osrelease", "5.14.0-70.el9.x86_64\n");
        write("proc/stat", "cpu 1 2 3\nbtime 1700000000\n");
        write("etc/os-release", "ID=rocky\nVERSION_ID=\"9.4\"\n");
    }

    @Test
    void aDatabaseIsLookedForWhereRpmKeepsOne() throws IOException {
        assertThat(scan().present()).isFalse();
        write("usr/lib/sysimage/rpm/rpmdb.sqlite", "");
        assertThat(scan().present()).isTrue();
    }

    @Test
    void packagesAreThoseThatRpmLists() {
        rpm("bash", "0", "5.1.8", "6.el9", "x86_64", "bash-5.1.8-6.el9.src.rpm", "1600000000");
        rpm("openssl-libs", "1", "3.0.7", "24.el9", "x86_64", "openssl-3.0.7-24.el9.src.rpm", "1600000000");
        rpm("local", "0", "1~rc1", "1^git", "noarch", "", "1600000000");
        rpm("gpg-pubkey", "0", "350d275d", "6279464b", "(none)", "", "1600000000");
        assertThat(scan().scan(List.of()).packages())
                .extracting(InstalledPackage::item)
                .extracting(i -> String.join(" ", i.name(), i.version(), i.arch(), i.sourceName(), i.sourceVersion()))
                .containsExactly(
                        "bash 5.1.8-6.el9 x86_64 bash 5.1.8-6.el9",
                        "openssl-libs 1:3.0.7-24.el9 x86_64 openssl 3.0.7-24.el9",
                        "local 1~rc1-1^git noarch local 1~rc1-1^git");
        assertThat(asked).doesNotContain("sh", "bash").contains("--root", root.toString());
    }

    @Test
    void whatIsOutOfFormIsLeftOut() {
        rpm("bash", "0", "5.1.8", "6.el9", "x86_64", "", "1600000000");
        rpm("ba sh", "0", "1", "1", "x86_64", "", "1600000000");
        rpm("x", "0", "1/2", "1", "x86_64", "", "1600000000");
        installed.add("cut\t0");
        assertThat(scan().scan(List.of()).packages()).hasSize(1);
    }

    /** A server takes no inventory that has one twice. */
    @Test
    void whatADatabaseInDisorderHasTwiceIsToldOnce() {
        rpm("bash", "0", "5.1.8", "6.el9", "x86_64", "", "1600000000");
        rpm("bash", "(none)", "5.1.8", "6.el9", "x86_64", "", "1600000000");
        rpm("bash", "0", "5.1.8", "6.el9", "x86_64", "", "1600000001");
        rpm("bash", "00", "5.1.8", "6.el9", "x86_64", "", "1600000001");
        rpm("bash", "0", "5.1.8", "7.el9", "x86_64", "", "1600000001");
        rpm("bash", "0", "5.1.8", "6.el9", "i686", "", "1600000001");
        assertThat(scan().scan(List.of()).packages()).hasSize(3);
    }

    @Test
    void aDatabaseThatCannotBeReadIsAnError() {
        status = 1;
        assertThatThrownBy(() -> scan().scan(List.of()))
                .isInstanceOf(FettleException.class)
                .hasMessageContaining("rpm");
    }

    @Test
    void theNewestKernelIsTheNewestOfTheRunningFlavour() {
        kernel("kernel-core", "5.14.0", "70.el9");
        kernel("kernel-core", "5.14.0", "427.el9");
        kernel("kernel-core", "5.14.0", "284.el9");
        kernel("kernel-rt-core", "5.14.0", "500.el9");
        Inventory found = scan().scan(List.of());
        assertThat(found.facts().newestKernel()).contains("5.14.0-427.el9.x86_64");
        assertThat(found.facts().rebootRequired()).isTrue();
    }

    @Test
    void aFlavourStandsBehindAPlusSign() throws IOException {
        write("proc/sys/kernel/osrelease", "5.14.0-70.el9.x86_64+rt\n");
        kernel("kernel-core", "5.14.0", "427.el9");
        kernel("kernel-rt-core", "5.14.0", "70.el9");
        Inventory found = scan().scan(List.of());
        assertThat(found.facts().newestKernel()).contains("5.14.0-70.el9.x86_64+rt");
        assertThat(found.facts().rebootRequired()).isFalse();
    }

    @Test
    void aKernelOfNoPackageIsNotOutdated() {
        kernel("kernel-core", "5.14.0", "427.el9");
        assertThat(scan().scan(List.of()).facts().newestKernel()).isEmpty();
    }

    @Test
    void aCoreLibraryThatIsNewerThanTheBootAsksForAReboot() {
        rpm("glibc", "0", "2.34", "1.el9", "x86_64", "", "1600000000");
        assertThat(scan().scan(List.of()).facts().rebootRequired()).isFalse();
        installed.clear();
        rpm("glibc", "0", "2.34", "2.el9", "x86_64", "", "1700000001");
        assertThat(scan().scan(List.of()).facts().rebootRequired()).isTrue();
    }

    @Test
    void factsOfDnfAreUnderstood() {
        DnfFacts facts = DnfFacts.parse(String.join(
                "\n",
                "arch\tx86_64",
                "obsoletes\t1",
                "exclude\tkernel-rt*",
                "repository\tbaseos\t\t10\t1\t1\t0",
                "repository-place\tbaseos\thttps://mirror.example.org/9",
                "repository-place\tbaseos\thttps://b.example.org/9/",
                "repository\tapp\thttps://mirrors.example.org/list\t99\t0\t0\t0",
                "repository-exclude\tapp\tbeta",
                "repository-exclude\tgone\tbeta",
                "something\tnew",
                "lock\t!alpha-1*",
                "metadata\tbaseos\t/var/cache/dnf/baseos-1/repodata/repomd.xml",
                "uncached\tapp\tno cache",
                "module\tnodejs:18",
                "change\talpha\tnoarch\t1-1\t2-1",
                "change\tnew\tnoarch\t\t1-1",
                "kept\tbeta\tx86_64\tnothing provides it",
                "kept\tgamma\tx86_64\t",
                "planned",
                "end"));
        RpmSetup setup = facts.setup().orElseThrow();
        assertThat(setup.repositories())
                .extracting(RpmRepository::id, RpmRepository::baseUrls, RpmRepository::mirrors, RpmRepository::priority)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "baseos", List.of("https://mirror.example.org/9/", "https://b.example.org/9/"), "", 10),
                        org.assertj.core.groups.Tuple.tuple("app", List.of(), "https://mirrors.example.org/list", 99));
        assertThat(setup.repositories().get(1).excludes()).containsExactly("beta");
        assertThat(setup.locks()).containsExactly("!alpha-1*");
        assertThat(setup.modules()).containsExactly("nodejs:18");
        assertThat(facts.obstacles()).hasSize(1);
        assertThat(facts.plan().orElseThrow().changes())
                .extracting(c -> c.from().isPresent())
                .containsExactly(true, false);
        assertThat(facts.plan().orElseThrow().keptBack())
                .extracting(KeptBack::reason)
                .containsExactly(
                        Reason.of("dnf.kept_back", "words", "nothing provides it"), Reason.of("dnf.kept_back"));
    }

    @Test
    void factsThatEndTooEarlyAreRefused() {
        assertThatThrownBy(() -> DnfFacts.parse("arch\tx86_64\n")).isInstanceOf(FettleException.class);
        assertThatThrownBy(() -> DnfFacts.parse("arch\tx86_64\nrepository\ta\t\tten\t0\t0\t0\nend\n"))
                .isInstanceOf(FettleException.class);
    }

    private void kernel(String name, String version, String release) {
        rpm(name, "0", version, release, "x86_64", "", "1600000000");
    }

    private void rpm(String... fields) {
        installed.add(String.join("\t", fields));
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private RpmScan scan() {
        FactsReader facts = new FactsReader(root, new LevelFile(root, 0), "1");
        return new RpmScan(root, root, facts, new OnlyRpm(), Clock.systemUTC());
    }

    /** A computer whose dnf is out of order. */
    private final class OnlyRpm implements Commands {
        @Override
        public <T> Ended<T> run(List<String> command, Duration limit, Reader<T> output) {
            boolean rpm = command.get(0).equals("rpm");
            asked = rpm ? command : asked;
            String said = rpm ? String.join("\n", installed) + "\n" : "";
            try {
                T read = output.read(new ByteArrayInputStream(said.getBytes(StandardCharsets.UTF_8)));
                return new Ended<>(rpm ? status : 1, read, "out of order");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
