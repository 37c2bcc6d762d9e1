package io.fettle.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.assessment.Exposure;
import io.fettle.api.assessment.Exposures;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.inventory.Inventory;
import io.fettle.testkit.rpm.RpmTools;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our judgement of computers that dnf rules, against dnf's own: from the scan to the finding. */
@Tag("dnf")
class DnfOracleTest {
    private static final String SECURITY = "<severity>Important</severity><references>"
            + "<reference type=\"cve\" id=\"CVE-2026-1001\" href=\"https://example.org/\"/></references>";

    @TempDir
    Path dir;

    private RpmRoot root;
    private SampleCatalog newest = new SampleCatalog(0);
    private List<Finding> findings = List.of();
    private List<Exposure> exposures = List.of();
    private Set<String> byCve = Set.of();

    @BeforeEach
    void setUp() throws Exception {
        RpmTools.assumeInstalled(
                "comparisons with dnf", "rpm", "rpmbuild", "createrepo_c", "modifyrepo_c", "dnf", "setpriv");
        RpmTools.assumeRoot("comparisons with dnf");
        root = new RpmRoot(dir);
    }

    @Test
    void plainComputerMissesWhatDnfLists() throws Exception {
        root.repository("base")
                .has("alpha 0 1.0 1 noarch")
                .has("alpha 0 1.0 3 noarch")
                .has("alpha 0 1.0 10 noarch")
                .has("beta-libs 2 3.0 1.el9 x86_64")
                .has("beta-libs 2 3.1~rc1 1.el9 x86_64")
                .has("gamma 1 1.0 1 x86_64")
                .has("delta 0 2.0 1 x86_64")
                .has("blocked 0 2.0 1 x86_64", "Requires: nowhere")
                .has("movable 0 2 1 x86_64")
                .update("T-2026:1", "security", SECURITY, "alpha 0 1.0 3 noarch", "gamma 1 1.0 1 x86_64")
                .update("T-2026:2", "bugfix", "<severity>None</severity>", "beta-libs 2 3.1~rc1 1.el9 x86_64")
                .update("T-2026:3", "enhancement", "", "alpha 0 1.0 10 noarch");
        root.with(
                "alpha 0 1.0 1 noarch",
                "beta-libs 2 3.0 1.el9 x86_64",
                "gamma 1 1.0 1 x86_64",
                "delta 0 2.0 2 x86_64",
                "blocked 0 1.0 1 x86_64",
                "movable 0 1 1 noarch",
                "own 0 1 1 noarch");
        judge();
        assertSameAsDnf();
        assertThat(missing(f -> true)).hasSize(4);
        assertThat(states("blocked")).containsExactly(FindingState.BLOCKED);
        assertThat(missing(f -> f.state() == FindingState.MISSING)).isEqualTo(root.planned());
    }

    @Test
    void aRepositoryThatNoSourceCoversIsNamedAndDoesNotSpoilTheDryRun() throws Exception {
        root.repository("base").has("alpha 0 2 1 noarch").has("blocked 0 2 1 x86_64", "Requires: nowhere");
        root.repository("third").uncovered().has("beta 0 2 1 noarch");
        root.with("alpha 0 1 1 noarch", "blocked 0 1 1 x86_64", "beta 0 1 1 noarch");
        judge();
        assertThat(states("alpha")).containsExactly(FindingState.MISSING);
        assertThat(why("alpha")).contains("finding.installable_now");
        assertThat(states("blocked")).containsExactly(FindingState.BLOCKED);
        assertThat(why("blocked")).contains("dnf.kept_back");
        assertThat(states("beta")).isEmpty();
        assertThat(why("")).contains("finding.repository_not_in_catalog");
    }

    @Test
    void whatIsExcludedIsKeptAway() throws Exception {
        root.setting("excludepkgs=kept*,alpha-1.0-3.noarch,other-0:2-1.*");
        root.repository("base", "excludepkgs=beta")
                .has("alpha 0 1.0 2 noarch")
                .has("alpha 0 1.0 3 noarch")
                .has("kept-lib 0 2 1 x86_64")
                .has("other 0 2 1 x86_64")
                .has("beta 0 3 1 x86_64")
                .update("T-2026:1", "security", SECURITY, "kept-lib 0 2 1 x86_64", "alpha 0 1.0 2 noarch");
        root.repository("extra", "includepkgs=beta,gamm[a-c]")
                .has("beta 0 2 1 x86_64")
                .has("gamma 0 2 1 x86_64")
                .has("delta 0 2 1 x86_64");
        root.with(
                "alpha 0 1.0 1 noarch",
                "kept-lib 0 1 1 x86_64",
                "other 0 1 1 x86_64",
                "beta 0 1 1 x86_64",
                "gamma 0 1 1 x86_64",
                "delta 0 1 1 x86_64");
        judge();
        assertThat(missing(f -> true))
                .isEqualTo(root.upgrades())
                .isEqualTo(root.planned())
                .hasSize(3);
        assertThat(missing(Finding::security))
                .isEqualTo(root.securityUpgrades())
                .hasSize(1);
        assertThat(states("kept-lib")).containsExactly(FindingState.PINNED);
        assertThat(why("kept-lib")).contains("finding.excluded");
        assertThat(why("delta")).contains("finding.not_included");
    }

    @Test
    void whatIsLockedIsKeptAway() throws Exception {
        RpmTools.assumeDnfCommand("comparison with versionlock", "versionlock");
        root.lock("# a remark").lock("locked-0:1.0-1.*").lock("!banned-0:3-*.*").lock("stays-1*");
        root.repository("base")
                .has("locked 0 1.0 1 x86_64")
                .has("locked 0 1.1 1 x86_64")
                .has("banned 0 2 1 x86_64")
                .has("banned 0 3 1 x86_64")
                .has("stays 0 1.5 1 x86_64")
                .has("stays 0 2.0 1 x86_64")
                .has("barred 0 3.0 1 x86_64", "Obsoletes: free", "Obsoletes: locked <= 1.0")
                .has("free 0 2 1 x86_64")
                .update("T-2026:1", "security", SECURITY, "locked 0 1.1 1 x86_64", "free 0 2 1 x86_64");
        root.with("locked 0 1.0 1 x86_64", "banned 0 1 1 x86_64", "stays 0 1.0 1 x86_64", "free 0 1 1 x86_64");
        judge();
        // dnf's lists know nothing of versionlock; what it would do does.
        assertThat(missing(f -> true)).isEqualTo(root.planned()).hasSize(3).contains("free.x86_64 2-1");
        assertThat(missing(Finding::security))
                .isEqualTo(root.securityUpgrades())
                .hasSize(1);
        assertThat(states("locked")).containsExactly(FindingState.PINNED);
        assertThat(why("locked")).contains("finding.locked");
    }

    @Test
    void locksThatNobodyMayReadAreAGapAndNoEndOfAllFindings() throws Exception {
        assertLocksUnknown("versionlock.list");
    }

    @Test
    void aConfigurationOfLocksThatNobodyMayReadIsAGapToo() throws Exception {
        assertLocksUnknown("plugins/versionlock.conf");
    }

    private void assertLocksUnknown(String closed) throws Exception {
        RpmTools.assumeDnfCommand("comparison with versionlock", "versionlock");
        root.lock("alpha-0:1-1.*");
        root.repository("base").has("alpha 0 2 1 noarch").has("beta 0 2 1 noarch");
        root.with("alpha 0 1 1 noarch", "beta 0 1 1 noarch").close(closed);
        judge();
        assertThat(states("beta")).containsExactly(FindingState.MISSING);
        assertThat(why("beta")).contains("finding.not_simulated");
        assertThat(why("")).contains("finding.locks_unknown");
    }

    @Test
    void betterRepositoryCountsBeforeNewerVersion() throws Exception {
        root.repository("own", "priority=10")
                .has("alpha 0 1.1 1 noarch")
                .has("beta 0 1.0 1 noarch")
                .has("gamma 0 1.1 1 x86_64");
        root.repository("base")
                .has("alpha 0 1.2 1 noarch")
                .has("beta 0 1.3 1 noarch")
                .has("gamma 0 1.1 2 x86_64");
        root.repository("off", "enabled=0").has("alpha 0 9 1 noarch");
        root.with("alpha 0 1.0 1 noarch", "beta 0 1.1 1 noarch", "gamma 0 1.0 1 x86_64");
        judge();
        // dnf's lists leave beta out, because the better repository has it too, although older than installed.
        assertThat(missing(f -> true)).isEqualTo(root.planned()).hasSize(3);
        assertThat(missing(f -> !f.packageName().equals("beta"))).isEqualTo(root.upgrades());
    }

    @Test
    void onlyTheNewestOfSeveralKernelsCanMissAnUpdate() throws Exception {
        String several = "Provides: installonlypkg(kernel)";
        root.file("proc/sys/kernel/osrelease", "5.14.0-70.el9.x86_64\n");
        root.repository("base")
                .has("kernel-core 0 5.14.0 70.el9 x86_64", several)
                .has("kernel-core 0 5.14.0 284.el9 x86_64", several)
                .has("kernel-core 0 5.14.0 427.el9 x86_64", several)
                .has("kernel-rt-core 0 5.14.0 284.el9 x86_64", several)
                .has("kernel-tools 0 5.14.0 427.el9 x86_64")
                .update("T-2026:1", "security", SECURITY, "kernel-core 0 5.14.0 284.el9 x86_64")
                .update("T-2026:2", "security", SECURITY, "kernel-core 0 5.14.0 427.el9 x86_64");
        root.with(
                "kernel-core 0 5.14.0 70.el9 x86_64",
                "kernel-core 0 5.14.0 284.el9 x86_64",
                "kernel-rt-core 0 5.14.0 284.el9 x86_64",
                "kernel-tools 0 5.14.0 284.el9 x86_64");
        judge();
        assertSameAsDnf();
        assertThat(missing(f -> f.packageName().equals("kernel-core")))
                .containsExactly("kernel-core.x86_64 5.14.0-427.el9");
        assertThat(findings)
                .filteredOn(f -> f.packageName().equals("kernel-core"))
                .extracting(Finding::installed)
                .containsExactly("5.14.0-284.el9");
        assertThat(root.inventory().facts().newestKernel()).contains("5.14.0-284.el9.x86_64");
        assertThat(root.inventory().facts().rebootRequired()).isTrue();
    }

    @Test
    void packagesOfAModuleCountWhereItsStreamIsActive() throws Exception {
        root.file("etc/dnf/modules.d/tool.module", "[tool]\nname=tool\nstream=1\nprofiles=\nstate=enabled\n");
        root.file("etc/dnf/modules.d/nodejs.module", "[nodejs]\nname=nodejs\nstream=18\nprofiles=\nstate=enabled\n");
        root.repository("stream")
                .has("nodejs 1 18.1 1.module+el9+1 x86_64")
                .has("nodejs 1 18.2 1.module+el9+2 x86_64")
                .has("nodejs 1 20.1 1.module+el9+1 x86_64")
                .has("nodejs 1 22.0 1.el9 x86_64")
                .has("perl 0 5.32 1.module+el9+1 x86_64")
                .has("perl 0 5.30 2.el9 x86_64")
                .has("ruby 0 3.1 2.module+el9+1 x86_64")
                .has("ruby 0 3.3 1.module+el9+1 x86_64")
                .has("tool 0 1 1 x86_64")
                .has("tool 0 3 1 x86_64")
                .has("plain 0 2 1 x86_64")
                .modules(module("nodejs", "18", 1, "nodejs-1:18.1-1.module+el9+1.x86_64"))
                .modules(module("nodejs", "18", 2, "nodejs-1:18.2-1.module+el9+2.x86_64"))
                .modules(module("nodejs", "20", 1, "nodejs-1:20.1-1.module+el9+1.x86_64"))
                .modules(module("tool", "1", 1, "tool-0:1-1.x86_64"))
                .modules(module("perl", "5.32", 1, "perl-0:5.32-1.module+el9+1.x86_64"))
                .modules(module("ruby", "3.1", 1, "ruby-0:3.1-2.module+el9+1.x86_64"))
                .modules(module("ruby", "3.3", 1, "ruby-0:3.3-1.module+el9+1.x86_64"))
                .modules(
                        "---\ndocument: modulemd-defaults\nversion: 1\ndata:\n  module: ruby\n  stream: \"3.1\"\n...\n")
                .update("T-2026:1", "security", SECURITY, "module nodejs 18", "nodejs 1 18.2 1.module+el9+2 x86_64")
                .update("T-2026:2", "security", SECURITY, "module nodejs 20", "nodejs 1 20.1 1.module+el9+1 x86_64")
                .update("T-2026:3", "security", SECURITY, "module ruby 3.3", "ruby 0 3.3 1.module+el9+1 x86_64");
        root.repository("hot", "module_hotfixes=1")
                .has("perl 0 5.31 1.hot x86_64")
                .has("tool 0 1 2.hot x86_64");
        root.with(
                "nodejs 1 18.1 1.module+el9+1 x86_64",
                "perl 0 5.30 1.el9 x86_64",
                "ruby 0 3.1 1.module+el9+0 x86_64",
                "plain 0 1 1 x86_64",
                "tool 0 1 1 x86_64");
        judge();
        assertSameAsDnf();
        assertThat(missing(f -> true))
                .contains(
                        "tool.x86_64 1-2.hot",
                        "nodejs.x86_64 1:18.2-1.module+el9+2",
                        "perl.x86_64 5.31-1.hot",
                        "ruby.x86_64 3.1-2.module+el9+1");
    }

    /** EL8 and EL9 build several streams of a module, each with versions of its own, and some packages in the plain way too. */
    @Test
    void flawsOfAModuleCountWhereItsStreamIsActive() throws Exception {
        root.file("etc/dnf/modules.d/nodejs.module", "[nodejs]\nname=nodejs\nstream=18\nprofiles=\nstate=enabled\n");
        root.file("etc/dnf/modules.d/tool.module", "[tool]\nname=tool\nstream=1\nprofiles=\nstate=enabled\n");
        root.repository("stream")
                .has("nodejs 1 18.2 1.module+el9+2 x86_64")
                .has("nodejs 1 20.1 1.module+el9+1 x86_64")
                .has("perl 0 5.32 1.module+el9+1 x86_64")
                .has("perl 0 5.30 2.el9 x86_64")
                .has("ruby 0 3.1 2.module+el9+1 x86_64")
                .has("ruby 0 3.3 1.module+el9+1 x86_64")
                .has("tool 0 1 2 x86_64")
                .modules(module("nodejs", "18", 2, "nodejs-1:18.2-1.module+el9+2.x86_64"))
                .modules(module("nodejs", "20", 1, "nodejs-1:20.1-1.module+el9+1.x86_64"))
                .modules(module("tool", "1", 1, "tool-0:1-2.x86_64"))
                .modules(module("perl", "5.32", 1, "perl-0:5.32-1.module+el9+1.x86_64"))
                .modules(module("ruby", "3.1", 1, "ruby-0:3.1-2.module+el9+1.x86_64"))
                .modules(module("ruby", "3.3", 1, "ruby-0:3.3-1.module+el9+1.x86_64"))
                .modules(
                        "---\ndocument: modulemd-defaults\nversion: 1\ndata:\n  module: ruby\n  stream: \"3.1\"\n...\n")
                .update("T-2026:1", "security", cve(1), "module nodejs 18", "nodejs 1 18.2 1.module+el9+2 x86_64")
                .update("T-2026:2", "security", cve(1), "module nodejs 20", "nodejs 1 20.1 1.module+el9+1 x86_64")
                .update("T-2026:3", "security", cve(2), "module nodejs 20", "nodejs 1 20.1 1.module+el9+1 x86_64")
                .update("T-2026:4", "security", cve(3), "module perl 5.32", "perl 0 5.32 1.module+el9+1 x86_64")
                .update("T-2026:5", "security", cve(4), "perl 0 5.30 2.el9 x86_64")
                .update("T-2026:6", "security", cve(5), "module ruby 3.1", "ruby 0 3.1 2.module+el9+1 x86_64")
                .update("T-2026:7", "security", cve(5), "module ruby 3.3", "ruby 0 3.3 1.module+el9+1 x86_64")
                .update("T-2026:8", "security", cve(6), "module tool 1", "tool 0 1 2 x86_64");
        root.with(
                "nodejs 1 18.1 1.module+el9+1 x86_64",
                "perl 0 5.30 1.el9 x86_64",
                "ruby 0 3.1 2.module+el9+1 x86_64",
                "tool 0 1 1 x86_64");
        judge();
        assertThat(exposed()).isEqualTo(root.exposures()).hasSize(3);
        assertThat(byCve).containsExactly("CVE-2026-1001", "CVE-2026-1004", "CVE-2026-1006");
    }

    /** dnf's list of updates compares versions alone here, and names the first two; its solver takes neither. */
    @Test
    void plainBuildsAndBuildsForAModuleDoNotMendEachOther() throws Exception {
        root.file("etc/dnf/modules.d/nodejs.module", "[nodejs]\nname=nodejs\nstream=18\nprofiles=\nstate=enabled\n");
        root.file("etc/dnf/modules.d/perl.module", "[perl]\nname=perl\nstream=5.32\nprofiles=\nstate=enabled\n");
        root.repository("stream")
                .has("nodejs 1 18.1 1.module+el9+1 x86_64")
                .has("nodejs 1 22.0 1.el9 x86_64")
                .has("perl 0 5.32 2.module+el9+1 x86_64")
                .modules(module("nodejs", "18", 2, "nodejs-1:18.1-1.module+el9+1.x86_64"))
                .modules(module("perl", "5.32", 1, "perl-0:5.32-2.module+el9+1.x86_64"))
                .update("T-2026:1", "security", cve(1), "nodejs 1 22.0 1.el9 x86_64")
                .update("T-2026:2", "security", cve(2), "module perl 5.32", "perl 0 5.32 2.module+el9+1 x86_64")
                .update("T-2026:3", "security", cve(3), "plain 0 2 1 x86_64");
        root.with("nodejs 1 18.1 1.module+el9+1 x86_64", "perl 0 5.30 1.el9 x86_64", "plain 0 1 1 x86_64");
        judge();
        assertThat(root.exposures())
                .containsExactly(
                        "CVE-2026-1001 nodejs.x86_64", "CVE-2026-1002 perl.x86_64", "CVE-2026-1003 plain.x86_64");
        assertThat(exposed()).containsExactly("CVE-2026-1003 plain.x86_64");
        assertThat(byCve).containsExactly("CVE-2026-1003");
    }

    private static String cve(int number) {
        return SECURITY.replace("1001", String.valueOf(1000 + number));
    }

    private Set<String> exposed() {
        return exposures.stream()
                .filter(exposure -> exposure.state().isExposed())
                .flatMap(exposure ->
                        exposure.packages().stream().map(name -> exposure.cve().value() + ' ' + name + ".x86_64"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whatTakesThePlaceOfAPackageIsMissing() throws Exception {
        root.repository("base")
                .has("new 0 3.0 1 x86_64", "Obsoletes: old < 2.0-5", "Obsoletes: kept < 1.0")
                .has("old 0 1.1 1 x86_64")
                .has("kept 0 1.5 1 x86_64")
                .has("successor 0 1 1 noarch", "Obsoletes: gone")
                .update("T-2026:1", "security", SECURITY, "kept 0 1.5 1 x86_64");
        root.with("old 0 1.0 1 x86_64", "kept 0 1.0 3 x86_64", "gone 0 7 1 x86_64");
        judge();
        assertThat(targets(f -> true)).isEqualTo(root.planned()).contains("new.x86_64 3.0-1");
        assertThat(targets(f -> f.security())).isEqualTo(root.securityUpgrades());
    }

    private static String module(String name, String stream, int version, String artifact) {
        return "---\ndocument: modulemd\nversion: 2\ndata:\n  name: " + name + "\n  stream: \"" + stream
                + "\"\n  version: " + version + "\n  context: c\n  arch: x86_64\n  summary: s\n  description: d\n"
                + "  license:\n    module: [MIT]\n  artifacts:\n    rpms:\n    - " + artifact + "\n...\n";
    }

    /** What dnf lists, what it would do for security alone, and which bulletins it names. */
    private void assertSameAsDnf() throws Exception {
        assertThat(missing(f -> true)).isEqualTo(root.upgrades());
        assertThat(missing(f -> f.security() && f.state() == FindingState.MISSING))
                .isEqualTo(root.securityUpgrades());
        assertThat(bulletins()).isEqualTo(root.securityUpdates());
    }

    private void judge() throws Exception {
        Inventory inventory = root.inventory();
        FakeFleet fleet = new FakeFleet();
        fleet.facts.put(1, inventory.facts());
        fleet.report(1, "o", inventory.setup().orElseThrow(), inventory.packages(), inventory.simulation());
        newest = root.catalog();
        EvaluatedFindings evaluated = new EvaluatedFindings(
                fleet,
                fleet,
                new FakeApprovals(fleet),
                new NewestCatalog(() -> newest),
                fleet,
                entry -> {},
                new FakePolicies(),
                new FakeFirstSeen(),
                Clock.fixed(FakeFleet.NOON, ZoneOffset.UTC));
        evaluated.loop().catchUp();
        findings = evaluated.of(FakeFleet.id(1), Scope.all());
        exposures = evaluated.ofComputer(FakeFleet.id(1), Scope.all());
        byCve = evaluated.list(Exposures.Filter.all(), Scope.all(), PageRequest.first(100)).items().stream()
                .map(summary -> summary.vulnerability().cve().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> missing(Predicate<Finding> which) {
        return findings.stream()
                .filter(f -> f.state().isMissing() && which.test(f))
                .map(f -> f.packageName() + '.' + f.arch() + ' ' + f.candidate())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same, called by the package that would come. */
    private Set<String> targets(Predicate<Finding> which) {
        return findings.stream()
                .filter(f -> f.state().isMissing() && which.test(f))
                .map(f -> newest.find(f.patch().orElseThrow()).orElseThrow())
                .map(offer -> offer.name() + '.' + offer.arch() + ' ' + offer.version())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> why(String name) {
        return findings.stream()
                .filter(f -> f.packageName().equals(name))
                .flatMap(f -> f.why().stream())
                .map(Reason::code)
                .toList();
    }

    private Set<String> bulletins() {
        Set<String> bulletins = new TreeSet<>();
        findings.stream().filter(f -> f.state().isMissing()).forEach(f -> f.advisories()
                .forEach(id -> bulletins.add(id + ' ' + f.packageName() + '.' + f.arch())));
        return bulletins;
    }

    private List<FindingState> states(String name) {
        return findings.stream()
                .filter(f -> f.packageName().equals(name))
                .map(Finding::state)
                .toList();
    }
}
