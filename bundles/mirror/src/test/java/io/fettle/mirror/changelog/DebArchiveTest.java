package io.fettle.mirror.changelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fettle.format.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebArchiveTest {
    private static final String PATH = "usr/share/doc/curl/changelog.Debian.gz";
    private static final String ENTRY =
            "curl (1-2) x; urgency=low\n\n  * CVE-2026-1000\n\n -- A <a@example.org>  x\n\n";

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"xz", "gzip", "zstd"})
    void packagesOfTheRealToolAreRead(String compression) throws Exception {
        Path root = dir.resolve("root");
        Files.createDirectories(root.resolve("DEBIAN"));
        Files.writeString(
                root.resolve("DEBIAN/control"),
                "Package: curl\nVersion: 1-2\nArchitecture: all\nMaintainer: A <a@example.org>\nDescription: x\n");
        Path changelog = root.resolve(PATH);
        Files.createDirectories(changelog.getParent());
        Files.write(changelog, DebFile.gzip(ENTRY.getBytes(StandardCharsets.UTF_8)));
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        Files.write(Files.createDirectories(root.resolve("bin")).resolve("noise"), noise);
        Path deb = dir.resolve("x.deb");
        assumeTrue(build(root, deb, compression), "needs dpkg-deb with " + compression);
        assertThat(read(Files.readAllBytes(deb))).contains(Map.of("1-2", Set.of("CVE-2026-1000")));
    }

    private static boolean build(Path root, Path deb, String compression) throws InterruptedException {
        try {
            Process built = new ProcessBuilder(
                            "dpkg-deb", "-Z" + compression, "--root-owner-group", "-b", root.toString(), deb.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return built.waitFor(60, TimeUnit.SECONDS) && built.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void withoutAChangelogThereIsNone() throws IOException {
        assertThat(read(new DebFile().file("./x", '0', new byte[10]).build())).isEmpty();
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        assertThat(read(new DebFile().file("./" + PATH, '2', new byte[0]).build()))
                .isEmpty();
    }

    @Test
    void everyTruncationIsRefusedOrHasNone() throws IOException {
        byte[] whole = whole();
        for (int length = 0; length < whole.length; length++) {
            refusedOrRead(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void damagedBytesAreRefusedOrRead() throws IOException {
        byte[] whole = whole();
        Random random = new Random(3);
        for (int round = 0; round < 1000; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            refusedOrRead(damaged);
        }
    }

    /** Nothing but the declared exception. */
    private static void refusedOrRead(byte[] deb) throws IOException {
        try {
            read(deb);
        } catch (FormatException e) {
            assertThat(e).hasMessageContaining("curl 1-2");
        }
    }

    private static byte[] whole() {
        return new DebFile()
                .file("./x", '0', new byte[700])
                .file("./" + PATH, '0', DebFile.gzip(ENTRY.repeat(3).getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    @Test
    void sizesThatAreNoNumbersAreRefused() {
        byte[] header = DebFile.header("./x", '0', 1);
        Arrays.fill(header, 124, 136, (byte) 'z');
        assertThatThrownBy(() -> read(DebFile.build(DebFile.gzip(header))))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("no number");
    }

    @Test
    void aBombBehindTheChangelogCostsNothing() throws IOException {
        byte[] deb = new DebFile()
                .file("./" + PATH, '0', DebFile.gzip(ENTRY.getBytes(StandardCharsets.UTF_8)))
                .file("./z", '0', new byte[1 << 20])
                .build();
        assertThat(read(Arrays.copyOf(deb, deb.length))).isPresent();
    }

    /** 40 MiB of changelog in a few KiB. */
    @Test
    void aBombForAChangelogIsRefused() {
        byte[] bomb = DebFile.gzip(new byte[40 << 20]);
        assertThatThrownBy(() -> read(new DebFile().file("./" + PATH, '0', bomb).build()))
                .isInstanceOf(FormatException.class);
        byte[] lines = DebFile.gzip("\n".repeat(33 << 20).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(
                        () -> read(new DebFile().file("./" + PATH, '0', lines).build()))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("lines");
    }

    @Test
    void entriesBeyondWhatIsKeptAreNotRead() throws IOException {
        StringBuilder text = new StringBuilder();
        IntStream.rangeClosed(1, 1000).forEach(i -> text.append(ENTRY.replace("1-2", "1-" + (2000 - i))));
        byte[] deb = new DebFile()
                .file("./" + PATH, '0', DebFile.gzip(text.toString().getBytes(StandardCharsets.UTF_8)))
                .build();
        assertThat(read(deb).orElseThrow()).hasSize(Changelog.MAX_ENTRIES).containsKey("1-1999");
    }

    @Test
    void onlyEntriesOfThePackageCountAndOnlyWellFormedOnes() throws IOException {
        String text = "other (1-9) x; urgency=low\n  * CVE-2026-2001\n"
                + "curl (a b) x; urgency=low\n  * CVE-2026-2002\n"
                + "curl (1-3) x\n  * CVE-2026-2003\n"
                + ENTRY
                + "Old news CVE-2026-2004\n"
                + "  * CVE-2026-12345678901 CVE-26-1 XCVE-2026-1005-y cve-2026-2006\n";
        byte[] deb = new DebFile()
                .file("./" + PATH, '0', DebFile.gzip(text.getBytes(StandardCharsets.UTF_8)))
                .build();
        assertThat(read(deb)).contains(Map.of("1-2", Set.of("CVE-2026-1000", "CVE-2026-1005")));
    }

    /** By hand: {@code -Dfettle.debs=FOLDER}, some real packages. */
    @Test
    @EnabledIfSystemProperty(named = "fettle.debs", matches = ".+")
    void realPackagesAreRead() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("fettle.debs")))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".deb"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString().split("_")[0];
                System.out.println(file.getFileName() + " " + read(Files.readAllBytes(file), name, sourceOf(file)));
            }
        }
        Path changelogs = Path.of(System.getProperty("fettle.debs")).resolveSibling("changelogs");
        for (Path file : Files.exists(changelogs) ? files(changelogs) : List.<Path>of()) {
            try (InputStream in = Files.newInputStream(file)) {
                String source = file.getFileName().toString().split("_")[0];
                Changelog read = Changelog.read(in, source, source);
                System.out.println(file.getFileName() + " " + read.fixes().size() + " versions, "
                        + read.fixes().values().stream().mapToInt(Set::size).sum() + " names");
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static String sourceOf(Path deb) {
        String name = deb.getFileName().toString().split("_")[0];
        return Map.of("libcue2", "libcue", "libsodium23", "libsodium", "libxml2-utils", "libxml2")
                .getOrDefault(name, name);
    }

    private static Optional<Map<String, Set<String>>> read(byte[] deb) throws IOException {
        return read(deb, "curl", "curl");
    }

    private static Optional<Map<String, Set<String>>> read(byte[] deb, String name, String source) throws IOException {
        Set<String> wanted = Set.of("usr/share/doc/" + name + "/changelog.Debian.gz");
        return new DebArchive(name + " 1-2")
                .read(new ByteArrayInputStream(deb), wanted, in -> Changelog.read(in, source, name + " 1-2: changelog"))
                .map(changelog -> {
                    Map<String, Set<String>> names = new LinkedHashMap<>();
                    changelog.fixes().forEach((version, cves) -> {
                        Set<String> values = new TreeSet<>();
                        cves.forEach(cve -> values.add(cve.value()));
                        names.put(version, values);
                    });
                    return names;
                });
    }
}
