package io.fettle.agent.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.agent.FakeCommands;
import io.fettle.agent.link.Contents;
import io.fettle.agent.link.CutTransport;
import io.fettle.agent.link.Paths;
import io.fettle.api.Digest;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Stored;
import io.fettle.member.PrivateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the basis of a dry run counts; the assessment's tests hold the server to the same two texts. */
class ListsTest {
    private static final String MIRRORED = "http://deb.example.org/debian/";
    private static final String BOTH = "53cb78e8cd1a0758303cdd6c5bde27d983c08acf3acecd118a034516cf0094ba";
    private static final String NONE = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final FakeCommands commands = new FakeCommands();

    @TempDir
    Path temp;

    private Path own;
    private Lists lists;
    private List<IndexTarget> targets;

    @BeforeEach
    void makeComputer() throws IOException {
        own = Files.createDirectory(temp.resolve("own"));
        Apt apt = new Apt(temp, commands);
        Contents contents = new Contents(
                new CutTransport(null), new Paths(List.of(), PrivateDirectory.at(temp.resolve("link"))), new Random(1));
        lists = new Lists(PrivateDirectory.at(temp.resolve("apt")), own, apt, contents);
        // Spelled otherwise than at the server on purpose.
        uses("https://DEB.example.org:443/debian", "bookworm", signed("bookworm"));
        uses("https://DEB.example.org:443/debian", "bookworm-security", signed("bookworm-security"));
        uses("https://third.example.org/apt", "stable", "a third party signed this");
        targets = apt.targets();
    }

    @Test
    void basisLeavesOutWhatIsNotMirrored() throws IOException {
        assertThat(basis(suite("bookworm"), suite("bookworm-security"))).isEqualTo(BOTH);
    }

    @Test
    void basisLeavesOutWhatTheComputerDoesNotUse() throws IOException {
        assertThat(basis(suite("bookworm"), suite("bookworm-security"), suite("trixie")))
                .isEqualTo(BOTH);
    }

    @Test
    void basisOfNothingMirroredIsThatOfNothing() throws IOException {
        assertThat(basis()).isEqualTo(NONE);
    }

    @Test
    void whatIsNotMirroredIsStillUsed() throws IOException {
        Path filled = lists.fill(targets, List.of(suite("bookworm")), () -> false)
                .orElseThrow()
                .path();
        assertThat(filled.resolve("third.example.org_apt_dists_stable_InRelease"))
                .hasContent("a third party signed this");
    }

    @Test
    void makingDoCountsTheOwnListsOfWhatIsMirrored() throws IOException {
        List<MirroredSuite> suites = List.of(suite("bookworm"), suite("bookworm-security"));
        assertThat(lists.makeDo(targets, suites).orElseThrow().basis()).isEqualTo(BOTH);
        Files.writeString(own.resolve("deb.example.org_debian_dists_bookworm_InRelease"), "an older one");
        assertThat(lists.makeDo(targets, suites).orElseThrow().basis()).isNotEqualTo(BOTH);
    }

    private String basis(MirroredSuite... suites) throws IOException {
        return lists.fill(targets, List.of(suites), () -> false).orElseThrow().basis();
    }

    private void uses(String uri, String suite, String release) throws IOException {
        String stem = uri.replaceFirst("https://(DEB.example.org:443)?", uri.contains("DEB") ? "deb.example.org" : "")
                        .replace('/', '_')
                + "_dists_" + suite + "_";
        commands.addTarget(uri, suite, "main", "amd64", stem + "main_binary-amd64_Packages");
        Files.writeString(own.resolve(stem + "InRelease"), release);
    }

    private static String signed(String suite) {
        return MIRRORED + suite + "1";
    }

    private static MirroredSuite suite(String suite) {
        byte[] release = signed(suite).getBytes(StandardCharsets.UTF_8);
        return new MirroredSuite(
                "s-1", MIRRORED, suite, new Stored(Digest.of(release), release.length), Optional.empty(), List.of());
    }
}
