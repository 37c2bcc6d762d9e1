package io.fettle.rest.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.Scope;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Role;
import io.fettle.rest.capability.TestCapabilities;
import io.fettle.rest.problem.RestError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes in, what is kept of it and what the audit says. */
class CodeIntakeTest {
    private static final Caller ADMIN = new Caller("root", Role.PLATFORM_ADMIN, Scope.all());
    private static final byte[] ZIP = {'P', 'K', 3, 4, 0};
    private static final byte[] XML = "<features/>".getBytes(StandardCharsets.UTF_8);

    private final List<AuditEntry> audit = new ArrayList<>();
    private final NoSystem system = new NoSystem();
    private final TestCapabilities capabilities = new TestCapabilities().audit(audit::add);

    @TempDir
    private Path state;

    private CodeIntake intake;

    @BeforeEach
    void start() {
        intake = system.intake(capabilities.all, state.resolve("deployed"));
    }

    @Test
    void whatCameInIsListedByTheNameThatRemovesIt() throws Exception {
        UploadView bundle = take("a-1.0.jar", ZIP);
        take("b.xml", XML);
        assertThat(system.taken).containsExactly("bundle a-1.0.jar", "features b.xml");
        assertThat(bundle.kind()).isEqualTo("BUNDLE");
        assertThat(bundle.sha256()).isEqualTo(Digest.of(ZIP).hex());
        assertThat(bundle.size()).isEqualTo(ZIP.length);
        assertThat(intake.all()).extracting(UploadView::name).containsExactly("a-1.0.jar", "b.xml");
        assertThat(intake.all()).allMatch(UploadView::running);
    }

    @Test
    void uploadsAreKeptWhereOnlyTheServiceReadsThem() throws Exception {
        take("features.xml", XML);
        assertThat(kept()).hasSize(2);
        Path file = kept().stream()
                .filter(path -> path.endsWith("features.xml"))
                .findFirst()
                .orElseThrow();
        assertThat(file).hasBinaryContent(XML);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void auditNamesThemByDigest() throws Exception {
        take("a.jar", ZIP);
        assertThat(audit).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("user:root");
            assertThat(entry.action()).isEqualTo("platform.deployed");
            assertThat(entry.outcome()).isEqualTo(AuditOutcome.DONE);
            assertThat(entry.details()).containsEntry("sha256", Digest.of(ZIP).hex());
        });
    }

    @Test
    void whatTheSystemRefusesIsAuditedAndNotKept() {
        system.refusing = true;
        assertThatThrownBy(() -> take("f.xml", XML)).isInstanceOf(FettleException.class);
        assertThat(audit).singleElement().satisfies(e -> assertThat(e.outcome()).isEqualTo(AuditOutcome.REFUSED));
        assertThat(kept()).isEmpty();
        assertThat(system.features).isEmpty();
    }

    @Test
    void namesThatAreNoPlainFileNamesAreRefused() {
        for (String name : List.of(
                "",
                ".jar",
                "../a.jar",
                "a/b.jar",
                "a\\b.jar",
                "a.war",
                "a",
                "a.jar\0",
                "..",
                "a b.jar",
                "x".repeat(200) + ".jar")) {
            assertThatThrownBy(() -> take(name, ZIP)).as(name).isInstanceOf(FettleException.class);
        }
        assertThat(system.taken).isEmpty();
        assertThat(kept()).isEmpty();
    }

    @Test
    void filesThatAreNotWhatTheirNameSaysAreRefused() {
        assertThatThrownBy(() -> take("a.jar", XML)).isInstanceOf(FettleException.class);
        assertThatThrownBy(() -> take("a.kar", new byte[0])).isInstanceOf(FettleException.class);
        assertThatThrownBy(() -> take("a.xml", ZIP)).isInstanceOf(FettleException.class);
        assertThat(system.taken).isEmpty();
        assertThat(kept()).isEmpty();
    }

    @Test
    void filesThatAreTooLongAreRefusedOnTheWay() {
        assertThatThrownBy(() -> intake.take("a.jar", new Endless(), ADMIN))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(RestError.TOO_LARGE));
        assertThat(kept()).isEmpty();
    }

    @Test
    void nothingComesInWithoutAnAudit() {
        capabilities.audit(null);
        assertThatThrownBy(() -> take("a.jar", ZIP)).isInstanceOf(FettleException.class);
        assertThat(system.taken).isEmpty();
    }

    @Test
    void removalIsAudited() throws Exception {
        take("a.jar", ZIP);
        intake.remove("a.jar", ADMIN);
        assertThat(kept()).isEmpty();
        assertThat(system.bundles).isEmpty();
        assertThat(audit).last().satisfies(e -> assertThat(e.action()).isEqualTo("platform.removed"));
        assertThatThrownBy(() -> intake.remove("a.jar", ADMIN))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(RestError.NOT_FOUND));
    }

    @Test
    void removalStandsInTheAuditBeforeItHappens() throws Exception {
        take("a.jar", ZIP);
        audit.clear();
        List<AuditEntry> known = new ArrayList<>();
        system.beforeRemoval = () -> known.addAll(audit);
        intake.remove("a.jar", ADMIN);
        assertThat(known).extracting(AuditEntry::action).containsExactly("platform.removed");
    }

    @Test
    void removalThatFailsIsSaidAfterwards() throws Exception {
        take("a.jar", ZIP);
        audit.clear();
        system.beforeRemoval = () -> {
            throw new IllegalStateException("no");
        };
        assertThatThrownBy(() -> intake.remove("a.jar", ADMIN)).isInstanceOf(IllegalStateException.class);
        assertThat(audit).extracting(AuditEntry::outcome).containsExactly(AuditOutcome.DONE, AuditOutcome.REFUSED);
    }

    @Test
    void whatTheServerStandsOnStaysAndTheRefusalIsAudited() {
        system.needed.put("io.fettle.persistence", "io.fettle.security does not work without its AuditStore");
        assertThatThrownBy(() -> intake.remove("io.fettle.persistence", ADMIN))
                .isInstanceOfSatisfying(FettleException.class, e -> {
                    assertThat(e.code()).isEqualTo(RestError.NOT_REMOVABLE);
                    assertThat(e)
                            .hasMessageContaining("io.fettle.persistence")
                            .hasMessageContaining("io.fettle.security does not work without its AuditStore")
                            .hasMessageContaining("install another version of the server");
                });
        assertThat(audit).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("platform.removed");
            assertThat(entry.subject()).isEqualTo("code:io.fettle.persistence");
            assertThat(entry.outcome()).isEqualTo(AuditOutcome.REFUSED);
            assertThat(entry.details()).containsKey("why");
        });
    }

    @Test
    void whatIsNotThereLeavesNoTraceInTheAudit() {
        assertThatThrownBy(() -> intake.remove("a.jar", ADMIN))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(RestError.NOT_FOUND));
        assertThat(audit).isEmpty();
    }

    private UploadView take(String name, byte[] content) throws IOException {
        return intake.take(name, new ByteArrayInputStream(content), ADMIN);
    }

    private List<Path> kept() {
        if (!Files.exists(state.resolve("deployed"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(state.resolve("deployed"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'P';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return length;
        }
    }
}
