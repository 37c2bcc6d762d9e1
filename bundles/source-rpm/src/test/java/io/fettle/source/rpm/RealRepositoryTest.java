package io.fettle.source.rpm;

import static io.fettle.source.rpm.TestRepository.collection;
import static io.fettle.source.rpm.TestRepository.fix;
import static io.fettle.source.rpm.TestRepository.update;
import static io.fettle.source.rpm.TestRepository.updates;
import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.spi.source.Fetcher;
import io.fettle.spi.source.SyncResult;
import io.fettle.testkit.rpm.RpmTools;
import io.fettle.testkit.source.RecordingSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories as the tools of the rpm families make them, checked against what rpm and dnf say of them. */
class RealRepositoryTest {
    private static final String[] TOOLS = {"rpm", "rpmbuild", "createrepo_c", "modifyrepo_c"};
    private static final String QUERY = "%{NAME}|%|EPOCH?{%{EPOCH}}:{0}||%{VERSION}|%{RELEASE}|%{ARCH}|%{SOURCERPM}\\n";
    private static final String OBSOLETES = "[%{OBSOLETENAME} %{OBSOLETEFLAGS:depflags} %{OBSOLETEVERSION}\\n]";

    @TempDir
    private Path directory;

    private Path repository;
    private RpmTools tools;
    private RecordingSink sink = new RecordingSink();

    @BeforeEach
    void build() throws Exception {
        RpmTools.assumeInstalled("real rpm repositories", TOOLS);
        repository = Files.createDirectories(directory.resolve("repository"));
        tools = new RpmTools(directory);
        tools.build(repository, "alpha 0 1.0 1 noarch");
        tools.build(repository, "alpha 0 1.0 2 noarch");
        tools.build(repository, "alpha 0 1.1~rc1 1^git2 noarch");
        tools.build(
                repository, "beta-libs 2 3.0 1.el9 x86_64", "Obsoletes: beta-old < 2:2.5-1", "Obsoletes: beta-older");
        tools.build(repository, "beta-libs 2 3.0 2.el9 x86_64");
        tools.build(repository, "gamma++ 1 18.1 1.module+el9+1 x86_64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "bz2", "xz"})
    void packagesAreTheOnesThatRpmSees(String compression) throws Exception {
        createRepository(compression);
        sync();
        List<Path> files = tools.packages(repository);
        assertThat(sink.packages()).hasSameSizeAs(files);
        for (Path file : files) {
            OfferedPackage offered = sink.packages().stream()
                    .filter(found -> found.path().equals(file.getFileName().toString()))
                    .findFirst()
                    .orElseThrow();
            String[] told = tools.run("rpm", "-qp", "--nosignature", "--qf", QUERY, file.toString())
                    .strip()
                    .split("\\|");
            String epoch = told[1].equals("0") ? "" : told[1] + ":";
            assertThat(offered.name()).isEqualTo(told[0]);
            assertThat(offered.version()).isEqualTo(epoch + told[2] + '-' + told[3]);
            assertThat(offered.arch()).isEqualTo(told[4]);
            assertThat(offered.sourceName() + '-' + offered.sourceVersion() + ".src.rpm")
                    .isEqualTo(told[5]);
            assertThat(offered.size()).isEqualTo(Files.size(file));
            assertThat(offered.digest()).isEqualTo(Digest.of(Files.readAllBytes(file)));
            assertThat(offered.obsoletes()).containsExactlyInAnyOrderElementsOf(obsoletes(file));
        }
    }

    private List<String> obsoletes(Path file) throws Exception {
        return tools.run("rpm", "-qp", "--nosignature", "--qf", OBSOLETES, file.toString())
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Test
    void modulesAndUpdatesComeAsTheToolsPutThemIn() throws Exception {
        createRepository("gz");
        add("modules.yaml", module(), "xz");
        add("updateinfo.xml", advisories(), "bz2");
        sync();
        assertThat(sink.packages().stream()
                        .filter(found -> !found.module().isEmpty())
                        .map(found -> found.name() + ' ' + found.module()))
                .containsExactly("gamma++ gamma:18");
        Advisory advisory = sink.advisories().get("TEST-2026:1");
        assertThat(advisory.affected()).extracting(Affected::name).containsExactly("alpha", "beta-libs");
    }

    /** Of a computer with some of it installed, dnf lists the updates that our statements make it miss. */
    @Test
    void missingUpdatesAreTheOnesThatDnfLists() throws Exception {
        RpmTools.assumeInstalled("comparison with dnf", "dnf");
        RpmTools.assumeRoot("comparison with dnf");
        createRepository("gz");
        add("updateinfo.xml", advisories(), "gz");
        sync();

        Path root = Files.createDirectories(directory.resolve("root"));
        Files.createDirectories(root.resolve("var/log"));
        Path repositories = Files.createDirectories(directory.resolve("repos"));
        Files.writeString(
                repositories.resolve("test.repo"),
                "[test]\nname=test\nbaseurl=" + repository.toUri() + "\ngpgcheck=0\n");
        Path config = Files.writeString(
                directory.resolve("dnf.conf"),
                "[main]\nreposdir=" + repositories + "\ncachedir=" + directory.resolve("cache") + "\nlogdir=/var/log\n"
                        + "module_platform_id=platform:el9\nplugins=0\n");
        List<String> dnf =
                List.of("dnf", "-q", "-y", "-c", config.toString(), "--installroot=" + root, "--releasever=9");
        dnf(dnf, "install", "alpha-1.0-1", "beta-libs-2:3.0-1.el9");

        Set<String> listed = dnf(dnf, "updateinfo", "list", "--updates")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(word -> word.length == 3)
                .map(word -> word[0] + ' ' + word[2])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(missing(Map.of("alpha", "1.0-1", "beta-libs", "2:3.0-1.el9")))
                .isNotEmpty()
                .isEqualTo(listed);
    }

    /** Update and package, as dnf lists them. */
    private Set<String> missing(Map<String, String> installed) throws Exception {
        Set<String> missing = new TreeSet<>();
        for (Map.Entry<String, Advisory> advisory : sink.advisories().entrySet()) {
            for (Affected affected : advisory.getValue().affected()) {
                String has = installed.get(affected.name());
                String fixed = affected.fixed().orElseThrow();
                if (has != null && isNewer(fixed, has)) {
                    affected.arches()
                            .forEach(arch ->
                                    missing.add(advisory.getKey() + ' ' + affected.name() + '-' + fixed + '.' + arch));
                }
            }
        }
        return missing;
    }

    /** By rpm's own order; versions here have no epoch, or the same. */
    private boolean isNewer(String version, String other) throws Exception {
        String script = "%{lua:print(rpm.vercmp('" + version + "', '" + other + "'))}";
        return tools.run("rpm", "--eval", script).strip().equals("1");
    }

    private String dnf(List<String> dnf, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(dnf);
        command.addAll(List.of(arguments));
        return tools.run(command.toArray(String[]::new));
    }

    private static String advisories() {
        return updates(
                update(
                        "TEST-2026:1",
                        "<title>one</title><issued date=\"2026-01-01 00:00:00\"/><severity>Important</severity>"
                                + collection(fix("alpha 0 1.0 2 noarch"), fix("beta-libs 2 3.0 2.el9 x86_64"))),
                update(
                        "TEST-2026:2",
                        "<title>two</title><issued date=\"2026-01-02 00:00:00\"/><severity>Low</severity>"
                                + collection(fix("alpha 0 1.1~rc1 1^git2 noarch"))),
                update(
                        "TEST-2026:3",
                        "<title>three: installed already, and not installed</title><issued date=\"2026-01-03 00:00:00\"/>"
                                + collection(
                                        fix("beta-libs 2 3.0 1.el9 x86_64"),
                                        fix("gamma++ 1 18.1 1.module+el9+1 x86_64"))));
    }

    private static String module() {
        return "---\ndocument: modulemd\nversion: 2\ndata:\n  name: gamma\n  stream: \"18\"\n  version: 1\n  context: c\n"
                + "  arch: x86_64\n  summary: s\n  description: d\n  license:\n    module: [MIT]\n  artifacts:\n    rpms:\n"
                + "    - gamma++-1:18.1-1.module+el9+1.x86_64\n...\n";
    }

    private void createRepository(String compression) throws Exception {
        tools.run("createrepo_c", "--quiet", "--general-compress-type=" + compression, repository.toString());
    }

    private void add(String name, String content, String compression) throws Exception {
        Path file = Files.writeString(directory.resolve(name), content);
        tools.run(
                "modifyrepo_c",
                "--mdtype=" + name.substring(0, name.indexOf('.')),
                "--compress-type=" + compression,
                file.toString(),
                repository.resolve("repodata").toString());
    }

    private void sync() throws IOException {
        TestContext context = new TestContext(root -> this::fetch);
        context.now = Instant.now();
        Map<String, String> settings = Map.of("uri", repository.toUri().toString(), "platform", "Rocky Linux:9");
        SyncResult result = new RpmSourceFactory().create(settings).sync(context, sink);
        assertThat(result).isInstanceOf(SyncResult.Completed.class);
    }

    private Fetcher.Fetched fetch(Fetcher.Request request) throws IOException {
        Path file = repository.resolve(request.path());
        boolean found = Files.exists(file);
        InputStream stream = found ? Files.newInputStream(file) : InputStream.nullInputStream();
        return new Fetcher.Fetched() {
            @Override
            public Fetcher.Status status() {
                return found ? Fetcher.Status.FOUND : Fetcher.Status.MISSING;
            }

            @Override
            public InputStream stream() {
                return stream;
            }

            @Override
            public Optional<String> validator() {
                return Optional.empty();
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }
}
