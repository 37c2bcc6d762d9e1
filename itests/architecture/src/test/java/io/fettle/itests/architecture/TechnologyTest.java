package io.fettle.itests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rule 3: each technology lives in one bundle; and what nobody may do. */
class TechnologyTest {
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
                .resideOutsideOfPackages("io.fettle.applier..", "io.fettle.agent.hand..", "io.fettle.launcher..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
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
        for (String bundle : new String[] {"agent", "relay", "security", "persistence", "exchange", "rest"}) {
            slices().matching("io.fettle." + bundle + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }
}
