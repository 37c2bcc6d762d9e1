package io.fettle.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every parser has a test that gives it damaged and hostile input. The register is the annotation {@code Fuzzes} on those
 * tests, read from what was compiled: so it names no test that is gone, and none that does not come to its parser.
 */
class ParsersTest {
    private static final Pattern PARSERS_NAME =
            Pattern.compile("[A-Z]\\w*(?:Codec|Parser|Reader|Reading|Decoder|Lines)");

    /** So called, yet nothing from outside passes through them as bytes or text. */
    private static final Map<String, String> NO_PARSERS = Map.of(
            "io.fettle.mirror.changelog.ChangelogReading", "hands on to DebArchive and Changelog",
            "io.fettle.assessment.FleetReader", "reads rows of the stores",
            "io.fettle.assessment.reach.ExposureReader", "reads rows of the stores",
            "io.fettle.deployment.DeploymentReader", "reads rows of the stores",
            "io.fettle.agent.scan.AptSetupReader", "composes what Apt, Preferences and RepositoryKeys have read",
            "io.fettle.launcher.WaitLines", "writes",
            "io.fettle.format.BoundedXmlReader", "the inside of SafeXml",
            "io.fettle.format.deb822.ReleaseParser", "the inside of ReleaseFile");

    /** Parsers of other names. */
    private static final Set<String> ALSO_PARSERS = Set.of(
            "io.fettle.agent.keyring.KeyFile",
            "io.fettle.agent.keyring.KeyPackets",
            "io.fettle.agent.keyring.RepositoryKeys",
            "io.fettle.agent.keyring.SourcesFile",
            "io.fettle.agent.link.ReportSpool",
            "io.fettle.agent.link.SequenceBlocks",
            "io.fettle.agent.scan.DpkgStatus",
            "io.fettle.agent.scan.LevelFile",
            "io.fettle.agent.scan.ListManifest",
            "io.fettle.agent.scan.Preferences",
            "io.fettle.agent.scan.SimulatedRun",
            "io.fettle.agent.scan.rpm.DnfFacts",
            "io.fettle.agent.scan.rpm.RpmDatabase",
            "io.fettle.agent.scan.running.CodeFile",
            "io.fettle.agent.scan.running.KernelImage",
            "io.fettle.agent.scan.running.Kernels",
            "io.fettle.agent.scan.running.ProcFile",
            "io.fettle.agent.scan.running.ProcessTable",
            "io.fettle.agent.scan.running.RunningProcess",
            "io.fettle.agent.stage.OrderBox",
            "io.fettle.applier.Journal",
            "io.fettle.applier.apt.Plan",
            "io.fettle.applier.dnf.Answer",
            "io.fettle.applier.dnf.InstalledRpms",
            "io.fettle.applier.dnf.PackageCheck",
            "io.fettle.applier.dnf.RepositoryList",
            "io.fettle.applier.dnf.Unfinished",
            "io.fettle.applier.trust.LocalTrust",
            "io.fettle.applier.trust.OrderGate",
            "io.fettle.applier.trust.SeenOrders",
            "io.fettle.applier.vendor.Floors",
            "io.fettle.applier.vendor.VendorChain",
            "io.fettle.assessment.apt.Expression",
            "io.fettle.assessment.apt.PackagePattern",
            "io.fettle.assessment.apt.PinMatch",
            "io.fettle.assessment.rpm.FileGlob",
            "io.fettle.assessment.rpm.NevraPattern",
            "io.fettle.catalog.Segment",
            "io.fettle.catalog.SegmentCheck",
            "io.fettle.catalog.advisory.Fields",
            "io.fettle.catalog.advisory.RecordSegment",
            "io.fettle.format.SafeXml",
            "io.fettle.format.SafeYaml",
            "io.fettle.format.compress.Decompressor",
            "io.fettle.format.deb822.ReleaseFile",
            "io.fettle.format.openpgp.KeyRing",
            "io.fettle.format.openpgp.SignatureVerifier",
            "io.fettle.gateway.ByteRange",
            "io.fettle.inventory.NumberSet",
            "io.fettle.inventory.PackedItems",
            "io.fettle.inventory.Selections",
            "io.fettle.launcher.Answer",
            "io.fettle.launcher.AptKeys",
            "io.fettle.launcher.AptSources",
            "io.fettle.launcher.ComparisonStream",
            "io.fettle.launcher.Main",
            "io.fettle.launcher.Settings",
            "io.fettle.member.Chains",
            "io.fettle.member.RevokedKeys",
            "io.fettle.member.ServerAddress",
            "io.fettle.mirror.changelog.Changelog",
            "io.fettle.mirror.changelog.DebArchive",
            "io.fettle.notification.MqttSession",
            "io.fettle.persistence.Packed",
            "io.fettle.persistence.assessment.PolicyContent",
            "io.fettle.protocol.CheckIn",
            "io.fettle.protocol.EnrolReply",
            "io.fettle.protocol.EnrolRequest",
            "io.fettle.protocol.Envelope",
            "io.fettle.protocol.Frames",
            "io.fettle.protocol.JsonIn",
            "io.fettle.protocol.Order",
            "io.fettle.protocol.Reply",
            "io.fettle.protocol.TokenText",
            "io.fettle.protocol.Wire",
            "io.fettle.relay.spool.Spool",
            "io.fettle.relay.trust.FileAudit",
            "io.fettle.rest.body.JsonBody",
            "io.fettle.rest.list.Given",
            "io.fettle.rest.list.Paging",
            "io.fettle.rest.platform.KarFile",
            "io.fettle.security.account.PasswordHash",
            "io.fettle.security.network.HostName",
            "io.fettle.security.network.NetworkSettings",
            "io.fettle.security.pki.Pem",
            "io.fettle.security.pki.PublicKeys",
            "io.fettle.security.pki.SigningRequest",
            "io.fettle.source.apt.AptCursor",
            "io.fettle.source.apt.AptSettings",
            "io.fettle.source.apt.PackageStanza",
            "io.fettle.source.debian.tracker.PackageLine",
            "io.fettle.source.debian.tracker.Releases",
            "io.fettle.source.rpm.RpmSettings",
            "io.fettle.version.DebianSource",
            "io.fettle.version.VersionOrders");

    private static final String FUZZES = "io.fettle.fuzz.Fuzzes";
    private static final Set<String> FUZZERS = Set.of("io.fettle.fuzz.Fuzz", "io.fettle.fuzz.Damage");
    private static final int STEPS = 6;
    private static final Path PAGE = Path.of("../../docs/parsers.md");
    private static final Pattern ROW = Pattern.compile("\\| ([a-z-]+) \\| ([^|]*`[^|]*) \\|.*\\| `(\\w+)` \\|");
    private static final Pattern QUOTED = Pattern.compile("`(\\w+)`");

    private static final List<JavaClass> PRODUCT = new ArrayList<>();
    /** Of product and tests. */
    private static final Map<String, JavaClass> CLASSES = new HashMap<>();
    /** By the name of the parser: the tests that say that they give it hostile input. */
    private static final Map<String, List<JavaMethod>> TARGETS = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.fettle")
                .forEach(PRODUCT::add);
        PRODUCT.forEach(type -> CLASSES.put(type.getName(), type));
        List<JavaClass> tests = new ArrayList<>();
        new ClassFileImporter().importPaths(testFolders()).forEach(tests::add);
        tests.forEach(type -> CLASSES.put(type.getName(), type));
        tests.stream().flatMap(type -> type.getMethods().stream()).forEach(method -> parsersOf(method)
                .forEach(parser ->
                        TARGETS.computeIfAbsent(parser, p -> new ArrayList<>()).add(method)));
    }

    private static List<Path> testFolders() throws IOException {
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> bundles = Files.list(Path.of("../../bundles"))) {
            Stream.concat(bundles, Stream.of(Path.of("../../agent-bundle"), Path.of("../../relay-bundle")))
                    .map(module -> module.resolve("target/test-classes"))
                    .filter(Files::isDirectory)
                    .forEach(folders::add);
        }
        return folders;
    }

    private static List<String> parsersOf(JavaMethod test) {
        return test.tryGetAnnotationOfType(FUZZES)
                .map(JavaAnnotation::getProperties)
                .map(properties -> Stream.of((JavaClass[]) properties.get("value"))
                        .map(JavaClass::getName)
                        .toList())
                .orElse(List.of());
    }

    @Test
    void everyParserHasAFuzzTarget() {
        Set<String> parsers = new TreeSet<>(ALSO_PARSERS);
        PRODUCT.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> PARSERS_NAME.matcher(type.getSimpleName()).matches())
                .map(JavaClass::getName)
                .filter(name -> !NO_PARSERS.containsKey(name))
                .forEach(parsers::add);
        assertThat(TARGETS.keySet())
                .as(
                        "a parser needs a test with @Fuzzes (see docs/parsers.md); what is none goes into NO_PARSERS with a reason")
                .containsAll(parsers);
    }

    @Test
    void theRegisterNamesWhatThereIs() {
        Set<String> gone = new TreeSet<>(ALSO_PARSERS);
        gone.addAll(NO_PARSERS.keySet());
        gone.removeAll(CLASSES.keySet());
        assertThat(gone).isEmpty();
    }

    @Test
    void everyTargetIsATestThatComesToItsParser() {
        List<String> wrong = new ArrayList<>();
        TARGETS.forEach((parser, tests) -> tests.forEach(test -> {
            boolean runs = test.getAnnotations().stream()
                    .anyMatch(annotation -> annotation.getRawType().getName().startsWith("org.junit.jupiter."));
            Set<String> reached = reachedFrom(test.getOwner());
            if (!runs || FUZZERS.stream().noneMatch(reached::contains) || !reached.contains(parser)) {
                wrong.add(test.getFullName() + " for " + parser);
            }
        }));
        assertThat(wrong).isEmpty();
    }

    private static Set<String> reachedFrom(JavaClass test) {
        Map<String, Integer> steps = new HashMap<>(Map.of(test.getName(), 0));
        Deque<JavaClass> open = new ArrayDeque<>(List.of(test));
        while (!open.isEmpty()) {
            JavaClass from = open.remove();
            int next = steps.get(from.getName()) + 1;
            from.getAccessesFromSelf().forEach(access -> {
                String to = access.getTargetOwner().getName();
                if (next <= STEPS && to.startsWith("io.fettle.") && steps.putIfAbsent(to, next) == null) {
                    JavaClass known = CLASSES.get(to);
                    if (known != null) {
                        open.add(known);
                    }
                }
            });
        }
        return steps.keySet();
    }

    @Test
    void thePageNamesTheSameParsersAndTargets() throws IOException {
        Set<String> told = new TreeSet<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                QUOTED.matcher(row.group(2))
                        .results()
                        .forEach(parser -> told.add(row.group(1) + ' ' + parser.group(1) + ' ' + row.group(3)));
            }
        }
        Set<String> registered = new TreeSet<>();
        TARGETS.forEach((parser, tests) -> tests.forEach(test -> registered.add(bundle(parser)
                + ' '
                + parser.substring(parser.lastIndexOf('.') + 1)
                + ' '
                + test.getOwner().getSimpleName())));
        assertThat(told).isEqualTo(registered);
    }

    private static String bundle(String parser) {
        String[] part = parser.substring("io.fettle.".length()).split("\\.");
        if (!part[0].equals("source")) {
            return part[0];
        }
        return part[1].equals("debian") ? "source-debian-tracker" : "source-" + part[1];
    }
}
