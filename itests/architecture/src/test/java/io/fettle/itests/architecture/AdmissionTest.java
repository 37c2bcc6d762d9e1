package io.fettle.itests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fettle.api.identity.Admits;
import io.fettle.api.identity.Guest;
import io.fettle.itests.architecture.Jars.Jar;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.servlet.Servlet;
import org.junit.jupiter.api.Test;

/** Default-deny: a servlet that does not say whom it lets in fails the build. */
class AdmissionTest {
    private final List<Door> doors = Door.all();

    @Test
    void everyServletDeclaresWhomItLetsIn() {
        classes()
                .that()
                .areAssignableTo(Servlet.class)
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .should()
                .beAnnotatedWith(Admits.class)
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.fettle"));
    }

    @Test
    void theyAreAllHere() {
        assertThat(doors)
                .extracting(door -> door.servlet().getSimpleName())
                .contains("RestServlet", "ConsoleServlet", "MetricsServlet", "HealthServlet", "ContentServlet")
                .hasSizeGreaterThanOrEqualTo(11);
    }

    @Test
    void withoutTlsThereIsNobodyOrAnybody() {
        for (Door door : doors) {
            assertThat(Set.of(door.admits().inTheClear()))
                    .as(door.servlet().getName())
                    .isSubsetOf(Guest.ANYBODY);
        }
    }

    @Test
    void whoeverIsLetInWithoutTlsFindsTheServletThere() {
        for (Door door : doors) {
            if (door.admits().inTheClear().length > 0) {
                assertThat(door.isOn("default")).as(door.servlet().getName()).isTrue();
            }
        }
    }

    @Test
    void onlyTheAdminApiLeavesItToItsRoutes() {
        assertThat(doors.stream()
                        .filter(door -> Arrays.asList(door.admits().value()).contains(Guest.AS_ITS_ROUTES_SAY))
                        .map(door -> door.servlet().getSimpleName())
                        .collect(Collectors.toSet()))
                .containsExactly("RestServlet");
    }

    /** Files on the whiteboard would be a door of which no servlet says who may pass. */
    @Test
    void nobodyPutsFilesOnTheWhiteboard() {
        for (Jar jar : Jars.ours().values()) {
            assertThat(jar.components())
                    .as(jar.name())
                    .noneMatch(component -> component.contains("osgi.http.whiteboard.resource."));
        }
    }
}
