package io.fettle.assessment;

import static io.fettle.assessment.MadePackage.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fettle.api.Reason;
import io.fettle.api.inventory.MultiArch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What of the missing set is kept back, against {@code apt list --upgradable} without what {@code apt-get upgrade
 * --with-new-pkgs} would install, on made-up computers of many shapes.
 */
class AptKeptBackOracleTest {
    @TempDir
    Path dir;

    private AptRoot root;
    private AptRoot.Repo main;
    private AptRoot.Repo security;

    @BeforeAll
    static void aptIsNeeded() {
        if (!AptRoot.aptIsHere()) {
            System.err.println("LEFT OUT: AptKeptBackOracleTest, because there is no apt here to compare with");
        }
        assumeTrue(AptRoot.aptIsHere(), "no apt on this machine");
    }

    private void start(String... arches) {
        root = new AptRoot(dir, arches.length == 0 ? new String[] {"amd64"} : arches);
        main = root.repo("deb.example.org", "bookworm", "Debian", "Debian", "12.15", "");
        security = root.repo("sec.example.org", "bookworm-security", "Debian", "Debian-Security", "12", "");
    }

    /** A small Debian whose packages hang together as the real ones do. */
    private void debian(String... held) {
        Set<String> holds = Set.of(held);
        for (MadePackage made : debianOf("1")) {
            main.has(made);
            root.installed(made, holds.contains(made.name));
        }
        debianOf("2").forEach(security::has);
        root.installed(of("kernel-meta", "1").depends("kernel-1 (= 1)"), holds.contains("kernel-meta"));
        root.installed(of("kernel-1", "1"));
        root.installed(of("postfix", "1").provides("mta").conflicts("mta"));
        security.has(of("kernel-meta", "2").depends("kernel-2 (= 2)"))
                .has(of("kernel-2", "2").depends("libc (>= 1)"));
    }

    private static List<MadePackage> debianOf(String version) {
        return List.of(
                of("libc", version).is(MultiArch.SAME),
                of("libssl", version).is(MultiArch.SAME).depends("libc (>= 1)"),
                of("openssl", version).depends("libssl (>= " + version + ")"),
                of("perl-base", version).is(MultiArch.ALLOWED).provides("perlapi-" + version),
                of("libperl", version).is(MultiArch.SAME).breaks("perl-base (<< " + version + ")"),
                of("perl", version)
                        .is(MultiArch.ALLOWED)
                        .depends("perl-base (= " + version + "), libperl (= " + version + ")"),
                of("libxml-perl", version).arch("all").is(MultiArch.FOREIGN).depends("perl:any"),
                of("curl", version).depends("libcurl (= " + version + "), libssl (>= 1)"),
                of("libcurl", version).is(MultiArch.SAME).depends("libssl (>= " + version + ")"),
                of("sudo", version).depends("libc (>= 1)"),
                of("mailer", version).depends("default-mta | mta"));
    }

    /** @param keptBack names, with an architecture where the same name is there in another too */
    private Map<String, Reason> assertKeptBack(int missing, String... keptBack) throws Exception {
        Set<String> apts = root.apts();
        assertThat(root.ours()).isEqualTo(apts).hasSize(missing);
        Map<String, Reason> ours = root.oursKeptBack();
        assertThat(ours.keySet()).as("%s", ours).isEqualTo(root.aptsKeptBack());
        assertThat(ours.keySet())
                .extracting(name -> name.replaceAll(" (amd64|all)", ""))
                .containsExactlyInAnyOrder(keptBack);
        return ours;
    }

    private static String code(Map<String, Reason> keptBack, String name) {
        return keptBack.get(name + " amd64").code();
    }

    @Test
    void nothingIsInTheWay() throws Exception {
        start();
        debian();
        assertKeptBack(12);
    }

    @Test
    void holdsKeepBackWhateverGoesWithThem() throws Exception {
        start();
        debian("libssl", "perl-base", "kernel-meta");
        Map<String, Reason> why = assertKeptBack(
                12, "libssl", "openssl", "libcurl", "curl", "perl-base", "perl", "libperl", "kernel-meta");
        assertThat(code(why, "openssl")).isEqualTo("finding.needs_other");
        assertThat(code(why, "curl")).isEqualTo("finding.needs_kept_back");
        assertThat(code(why, "libperl")).isEqualTo("finding.needed_as_it_is");
        assertThat(why.get("libperl amd64").parameters()).containsEntry("package", "perl");
    }

    @Test
    void pinsBelowZeroTakeAwayWhatOthersNeed() throws Exception {
        start();
        debian();
        root.pin("libssl", "version", "2", -1).pin("src:perl-base", "release", "l=Debian-Security", -10);
        assertKeptBack(10, "openssl", "libcurl", "curl", "perl", "libperl");
    }

    @Test
    void pinsByOriginAndRegexDoTheSame() throws Exception {
        start();
        debian();
        root.pin("/^lib(ssl|curl)$/", "origin", "sec.example.org", -1).pin("perl*", "origin", "\"deb.*\"", 900);
        Map<String, Reason> why = assertKeptBack(8, "openssl", "curl", "libperl");
        assertThat(code(why, "curl")).isEqualTo("finding.needs_other");
    }

    @Test
    void aPinAboveThousandTakesBackWhatOthersNeed() throws Exception {
        start();
        debian();
        root.installed(of("driver", "3")).installed(of("firmware", "1"));
        main.has(of("driver", "1")).has(of("firmware", "2").depends("driver (>= 3)"));
        root.pin("driver", "release", "a=bookworm", 1001);
        assertKeptBack(13, "firmware");
    }

    @Test
    void backportsAreTakenOnlyByWhatCameFromThere() throws Exception {
        start();
        debian();
        root.installed(of("newer", "2~bpo1")).installed(of("plugin", "1"));
        main.has(of("plugin", "2").depends("curl (>= 3)"));
        root.repo("deb.example.org", "bookworm-backports", "Debian", "Debian Backports", "", "ButAutomaticUpgrades")
                .has(of("newer", "2~bpo2").depends("newer-data (= 2~bpo2)"))
                .has(of("newer-data", "2~bpo2").arch("all"))
                .has(of("curl", "3~bpo1"));
        assertKeptBack(14, "plugin");
    }

    private void foreign(String... from) {
        for (String name : from) {
            MadePackage old = debianOf("1").stream()
                    .filter(made -> made.name.equals(name))
                    .findFirst()
                    .orElseThrow();
            main.has(old.arch("i386"));
            root.installed(old);
        }
        root.installed(of("wine", "1").arch("i386").depends("libssl (>= 1)"));
    }

    @Test
    void architecturesMoveTogetherWhereBothAreMirrored() throws Exception {
        start("amd64", "i386");
        debian();
        foreign("libc", "libssl", "libcurl");
        debianOf("2").stream()
                .filter(made -> Set.of("libc", "libssl").contains(made.name))
                .forEach(made -> security.has(made.arch("i386")));
        Map<String, Reason> why = assertKeptBack(14, "curl", "libcurl");
        assertThat(why.get("libcurl amd64")).isEqualTo(Reason.of("finding.sibling", "arch", "i386", "version", "1"));
    }

    @Test
    void aForeignArchitectureWithoutSecurityKeepsItsSiblings() throws Exception {
        start("amd64", "i386");
        debian();
        foreign("libc", "libssl");
        assertKeptBack(12, "libc", "libssl", "openssl", "libcurl", "curl");
    }

    @Test
    void aThirdPartyNeedsWhatNobodyOffers() throws Exception {
        start();
        debian();
        root.installed(of("tool", "1"))
                .installed(of("addon", "1").depends("perlapi-1"))
                .installed(of("helper", "1"));
        root.repo("third.example.org", "stable", "Third", "Third", "", "")
                .has(of("tool", "2").depends("libfuture (>= 9) | tool-common (= 2)"))
                .has(of("helper", "2").depends("vendor-runtime"))
                .has(of("runtime-a", "1").provides("vendor-runtime"))
                .has(of("runtime-b", "1").provides("vendor-runtime (= 1)"));
        Map<String, Reason> why = assertKeptBack(14, "perl-base", "perl", "libperl", "tool");
        assertThat(code(why, "tool")).isEqualTo("finding.unmet");
        assertThat(why.get("perl-base amd64").parameters())
                .containsEntry("package", "addon")
                .containsEntry("dependency", "perlapi-1");
    }

    @Test
    void securityAloneNeedsWhatOnlyTheRestHas() throws Exception {
        root = new AptRoot(dir, "amd64");
        main = root.repo("none.example.org", "empty", "None", "None", "", "");
        security = root.repo("sec.example.org", "bookworm-security", "Debian", "Debian-Security", "12", "");
        for (MadePackage made : debianOf("1")) {
            root.installed(made);
        }
        debianOf("2").stream().filter(made -> !made.name.equals("libperl")).forEach(security::has);
        root.installed(of("nginx", "1")).installed(of("postfix", "1").provides("mta"));
        security.has(of("nginx", "2").depends("libnginx-new"));
        assertKeptBack(11, "perl", "perl-base", "nginx");
    }

    @Test
    void anotherReleasePinnedLowBringsNothingButWhatIsAskedFor() throws Exception {
        start();
        debian();
        root.installed(of("game", "1"));
        root.repo("deb.example.org", "trixie", "Debian", "Debian", "13", "")
                .has(of("libc", "3").is(MultiArch.SAME))
                .has(of("game-data", "3").arch("all"));
        main.has(of("game", "2").depends("game-data, libc (>= 3)"));
        root.pin("*", "release", "n=trixie", 100);
        assertKeptBack(13, "game");
    }

    @Test
    void aLocalRepositoryBreaksWhatIsThere() throws Exception {
        start();
        debian();
        root.installed(of("agent", "1")).installed(of("monitor", "1").breaks("agent (>= 2)"));
        root.installed(of("legacy", "1")).installed(of("broker", "1"));
        root.repo("local.example.org", "local", "Local", "Local", "", "")
                .has(of("agent", "2"))
                .has(of("broker", "2").breaks("legacy (<< 2)"))
                .has(of("curl", "3").depends("libcurl (>= 1)").conflicts("sudo"));
        Map<String, Reason> why = assertKeptBack(14, "agent", "broker", "curl", "libcurl", "sudo");
        assertThat(code(why, "agent")).isEqualTo("finding.broken_by");
        assertThat(code(why, "broker")).isEqualTo("finding.breaks");
    }

    @Test
    void recommendationsAreNotTakenAway() throws Exception {
        start();
        debian("libxml-perl");
        root.installed(of("sasl", "1").depends("libc").recommends("libxml-perl (>= 1)"));
        root.installed(of("careless", "1").recommends("nowhere"));
        main.has(of("sasl", "2").recommends("libxml-perl (>= 2)"))
                .has(of("careless", "2").recommends("nowhere"));
        Map<String, Reason> why = assertKeptBack(14, "libxml-perl", "sasl");
        assertThat(code(why, "sasl")).isEqualTo("finding.recommends_lacking");
    }

    @Test
    void newPackagesComeWithAllThatTheyNeedOrNotAtAll() throws Exception {
        start();
        debian();
        for (String name : List.of("one", "two", "three", "four")) {
            root.installed(of(name, "1"));
        }
        main.has(of("one", "2").depends("circle-a"))
                .has(of("circle-a", "1").depends("circle-b"))
                .has(of("circle-b", "1").depends("circle-a, libssl (>= 2)"))
                .has(of("two", "2").depends("deep-a"))
                .has(of("deep-a", "1").depends("deep-b"))
                .has(of("deep-b", "1").depends("nowhere"))
                .has(of("three", "2").depends("sudo-replacement"))
                .has(of("sudo-replacement", "1").conflicts("sudo"))
                .has(of("four", "2").depends("mta-next | mta"));
        assertKeptBack(16, "two", "three", "sudo");
    }

    /** Whose turn it is only the computer knows: everything else is as reckoned. */
    @Test
    void phasedUpdatesAreTheComputersWord() throws Exception {
        start();
        debian("perl-base");
        root.installed(of("phased", "1"));
        main.has(of("phased", "2").phased(0));
        Set<String> missing = root.apts();
        assertThat(root.ours()).isEqualTo(missing);
        Set<String> apts = root.aptsKeptBack(
                "-o",
                "APT::Get::Always-Include-Phased-Updates=false",
                "-o",
                "APT::Get::Never-Include-Phased-Updates=true");
        assertThat(apts).contains("phased amd64");
        apts.remove("phased amd64");
        assertThat(root.oursKeptBack().keySet()).isEqualTo(apts);
    }

    /** As of a whole release that replaces another, whose packages take the place of others: what apt does there is apt's. */
    @Test
    void aWholeReleaseUnpinnedIsMissingAsAWhole() throws Exception {
        start();
        debian();
        AptRoot.Repo trixie = root.repo("deb.example.org", "trixie", "Debian", "Debian", "13", "");
        debianOf("3").forEach(trixie::has);
        assertThat(root.ours()).isEqualTo(root.apts()).hasSize(12);
    }
}
