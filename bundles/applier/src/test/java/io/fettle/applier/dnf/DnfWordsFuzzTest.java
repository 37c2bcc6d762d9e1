package io.fettle.applier.dnf;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Index;
import io.fettle.api.mirror.MirroredSuite.Stored;
import io.fettle.applier.RefusedException;
import io.fettle.applier.process.Commands;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import io.fettle.member.PrivateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What dnf, rpm, a vendor's list and an own file of before say, when they say something else. */
class DnfWordsFuzzTest {
    private static final Digest DIGEST = Digest.of(new byte[0]);
    private static final Step STEP = new Step(
            "foo",
            "x86_64",
            Optional.of("1-1"),
            "2-1",
            "https://rpm.example.org/",
            "",
            "",
            "Packages/foo.rpm",
            1,
            DIGEST);
    private static final Stored STORED = new Stored(DIGEST, 1);
    private static final MirroredSuite SUITE = new MirroredSuite(
            "s",
            "https://rpm.example.org/",
            "",
            STORED,
            Optional.empty(),
            List.of(new Index("", "", "repodata/primary.xml.gz", STORED, STORED)));

    @TempDir
    Path directory;

    @Test
    @Fuzzes(Answer.class)
    void anAnswerIsReadOrAFailureOfItsOwn() {
        String answer = """
                repository	extra	0	http://rpm.example.org/list
                repository-place	extra	http://rpm.example.org/9/
                repository-key	extra	file:///etc/pki/extra
                beside	kernel-core
                change	new	x86_64		3-1
                replaces	new	x86_64	old	noarch	1-1
                removes	gone	noarch	1-1
                problem	scriptlet
                end
                """;
        Fuzz.of("dnf's answer", answer, "failed\tdnf.locked\tby 7\nend\n")
                .lenient()
                .check(input -> Answer.of(new Commands.Ended(0, text(input), text(input))));
        Fuzz.of("dnf's reason", "dnf.locked\tby 7")
                .lenient()
                .check(input -> Answer.of(new Commands.Ended(3, "failed\t" + text(input), "")));
    }

    @Test
    @Fuzzes(InstalledRpms.class)
    void whatIsInstalledIsReadOrRefused() {
        Fuzz.of("rpm's list", "foo\t0:2-1\tx86_64\nfoo\t1-1\tnoarch\ngpg-pubkey\t1-2\t(none)\n")
                .declares(FettleException.class)
                .check(input -> {
                    InstalledRpms installed = InstalledRpms.parse(text(input));
                    installed.version(STEP);
                    installed.done(STEP);
                    installed.several();
                });
    }

    @Test
    @Fuzzes(RepositoryList.class)
    void aVendorsListIsWhatTheOrderSaysOrRefused() {
        Fuzz.of("a repository's list", RepositoryList.written(SUITE))
                .declares(RefusedException.class)
                .check(input -> RepositoryList.check(input, SUITE));
    }

    @Test
    @Fuzzes(PackageCheck.class)
    void aPackageIsSignedAndWhatItsStepSaysOrRefused() throws IOException {
        String signed = "foo.rpm:\n    Header V4 RSA/SHA256 Signature, key ID 0123abcd: OK\n    Payload digest: OK\n";
        Said rpm = new Said();
        PackageCheck check = PackageCheck.by(List.of(new byte[1]), directory.resolve("ring"), rpm);
        Fuzz.of("rpm's word on a signature", signed)
                .declares(RefusedException.class)
                .within(64 << 20)
                .check(input -> {
                    rpm.signature = text(input);
                    check.check(STEP, directory);
                });
        rpm.signature = signed;
        Fuzz.of("rpm's word on a package", rpm.identity)
                .declares(RefusedException.class)
                .within(64 << 20)
                .check(input -> {
                    rpm.identity = text(input);
                    check.check(STEP, directory);
                });
    }

    @Test
    @Fuzzes(Unfinished.class)
    void whatWasBeingChangedIsReadOrRefused() throws IOException {
        PrivateDirectory own = PrivateDirectory.at(directory.resolve("own"));
        Unfinished unfinished = new Unfinished(own);
        unfinished.begin(List.of(STEP, STEP));
        byte[] good = Files.readAllBytes(own.file("rpm-unfinished"));
        Fuzz.of("what was unfinished", good)
                .declares(UncheckedIOException.class)
                .lenient()
                .sparingly()
                .check(input -> {
                    Files.write(own.file("rpm-unfinished"), input);
                    unfinished.names();
                });
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    /** An rpm that says what it is told. */
    private static final class Said implements Commands {
        private String signature = "";
        private String identity = "foo\t2-1\tx86_64\n";

        @Override
        public Ended ask(List<String> command, Duration limit) {
            return new Ended(0, command.get(0).equals("rpm") ? identity : signature, "");
        }

        @Override
        public Ended act(List<String> command, Duration limit, Path log, Consumer<ProcessHandle> started) {
            throw new UnsupportedOperationException();
        }
    }
}
