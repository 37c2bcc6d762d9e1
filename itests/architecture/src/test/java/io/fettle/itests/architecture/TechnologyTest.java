package io.fettle.itests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rule 3: each technology lives in one bundle; and what nobody may do. */
class TechnologyTest {
    private static final String[] RUN_PROCESSES = {
        "io.fettle.applier..", "io.fettle.agent.hand..", "io.fettle.launcher.."
    };
    private static final Set<String> SHELLS = Set.of(
            "sh", "bash", "dash", "ash", "ksh", "zsh", "cmd", "cmd.exe", "powershell", "powershell.exe", "pwsh", "env");

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.fettle");
    }

    @Test
    void sqlLivesInPersistence() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.fettle.persistence..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javax.persistence..", "java.sql..", "javax.sql..", "org.apache.aries.jpa..", "liquibase..")
                .check(classes);
    }

    @Test
    void jaxRsLivesInRest() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.fettle.rest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.ws.rs..", "org.apache.cxf..", "io.swagger..")
                .check(classes);
    }

    @Test
    void nettyLivesInNotification() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.fettle.notification..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..")
                .check(classes);
    }

    @Test
    void bitmapsLiveInAssessment() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.fettle.assessment..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.roaringbitmap..")
                .check(classes);
    }

    @Test
    void processesAreRunInFewPlaces() {
        noClasses()
                .that()
                .resideOutsideOfPackages(RUN_PROCESSES)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .check(classes);
    }

    /**
     * Verifying and speaking TLS is everybody's; holding private keys and issuing certificates is not. The demo signs its
     * made-up repository; sources read which authorities an admin trusts vendors by; the launcher and the testkit are
     * no bundles.
     */
    @Test
    void keysAndCertificatesLiveInSecurityAndTrust() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.fettle.security..",
                        "io.fettle.member..",
                        "io.fettle.relay.trust..",
                        "io.fettle.applier.trust..",
                        "io.fettle.launcher..",
                        "io.fettle.testkit..")
                .and()
                .doNotHaveFullyQualifiedName("io.fettle.protocol.CertificationRequest")
                .and()
                .doNotHaveFullyQualifiedName("io.fettle.protocol.KeySigner")
                .and()
                .doNotHaveFullyQualifiedName("io.fettle.demo.ArchiveKey")
                .and()
                .doNotHaveFullyQualifiedName("io.fettle.sources.AddedAuthorities")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.security\\.(PrivateKey|KeyPair|KeyPairGenerator|KeyStore)")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle.cert..", "org.bouncycastle.pkcs..", "org.bouncycastle.operator..")
                .check(classes);
    }

    @Test
    void nobodyDeserialises() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.beans.XMLDecoder")
                .check(classes);
    }

    @Test
    void nobodyRunsAShell() {
        noClasses().should().callMethod(Runtime.class, "exec", String.class).check(classes);
        noClasses().should().callMethod(Runtime.class, "exec", String[].class).check(classes);
        noClasses()
                .that()
                .resideInAnyPackage(RUN_PROCESSES)
                .should(nameAProgram(SHELLS))
                .check(classes);
    }

    @Test
    void textsOfAClassAreSeen() {
        JavaClass self = new ClassFileImporter().importClass(TechnologyTest.class);
        assertThat(Texts.of(self)).contains("powershell.exe");
    }

    @Test
    void oneXmlFactory() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.fettle.format.SafeXml")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("javax\\.xml\\.(parsers|stream|transform)\\..*Factory")
                .check(classes);
    }

    @Test
    void oneYamlParser() {
        noClasses()
                .that()
                .haveNameNotMatching("io\\.fettle\\.format\\.SafeYaml(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.yaml..")
                .check(classes);
    }

    @Test
    void oneDecompressor() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.fettle.format.compress..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.airlift..", "org.tukaani..")
                .check(classes);
    }

    @Test
    void packagesOfABundleHaveNoCycles() {
        List<String> bundles = List.of(
                "agent", "assessment", "catalog", "exchange", "launcher", "persistence", "relay", "rest", "security");
        for (String bundle : bundles) {
            slices().matching("io.fettle." + bundle + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    /** A text of the class that is one of these, with or without a path before it. */
    private static ArchCondition<JavaClass> nameAProgram(Set<String> names) {
        return new ArchCondition<>("name a program of " + names) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (String text : Texts.of(type)) {
                    if (names.contains(text.substring(text.lastIndexOf('/') + 1))) {
                        events.add(SimpleConditionEvent.satisfied(type, type.getName() + " says \"" + text + '"'));
                    }
                }
            }
        };
    }
}
