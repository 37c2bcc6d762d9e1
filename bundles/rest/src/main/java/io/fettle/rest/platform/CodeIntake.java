package io.fettle.rest.platform;

import io.fettle.api.FettleException;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.identity.Caller;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.problem.RestError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The only way by which code comes into a running server: one at a time, named in the audit by its digest. Thread-safe. */
@Component(service = CodeIntake.class)
public final class CodeIntake {
    private final Capabilities capabilities;
    private final RunningSystem system;
    private final Uploads uploads;
    private final Clock clock;
    private final Semaphore turn = new Semaphore(1);

    @Activate
    public CodeIntake(BundleContext context, @Reference Capabilities capabilities, @Reference RunningSystem system) {
        this(
                capabilities,
                system,
                Path.of(Objects.requireNonNull(context.getProperty("fettle.state"), "fettle.state is not set"))
                        .resolve("deployed"),
                Clock.systemUTC());
    }

    CodeIntake(Capabilities capabilities, RunningSystem system, Path directory, Clock clock) {
        this.capabilities = capabilities;
        this.system = system;
        this.uploads = new Uploads(directory);
        this.clock = clock;
    }

    UploadView take(String name, InputStream body, Caller by) throws IOException {
        // Without an audit nothing comes in.
        capabilities.audit().get();
        enter();
        try {
            Upload upload = uploads.receive(name, body);
            return install(upload, by);
        } finally {
            turn.release();
        }
    }

    void remove(String symbolicName, Caller by) {
        capabilities.audit().get();
        enter();
        try {
            if (!system.remove(symbolicName)) {
                throw new FettleException(RestError.NOT_FOUND, "No bundle of this name can be removed");
            }
            record(by, "platform.removed", "bundle:" + symbolicName, AuditOutcome.DONE, Map.of());
        } finally {
            turn.release();
        }
    }

    private UploadView install(Upload upload, Caller by) throws IOException {
        Map<String, String> details = Map.of(
                "sha256",
                upload.digest().hex(),
                "size",
                Long.toString(upload.size()),
                "kind",
                upload.kind().name());
        String subject = "file:" + upload.file().getFileName();
        boolean keep = false;
        try {
            String installed =
                    switch (upload.kind()) {
                        case BUNDLE -> system.bundle(upload.file());
                        case FEATURES -> system.features(upload.file());
                        case KAR -> system.kar(upload.file());
                    };
            keep = upload.kind() == Upload.Kind.FEATURES;
            record(by, "platform.deployed", subject, AuditOutcome.DONE, details);
            return new UploadView(
                    upload.kind().name(), installed, upload.digest().hex(), upload.size());
        } catch (FettleException e) {
            record(by, "platform.deployed", subject, AuditOutcome.REFUSED, details);
            throw e;
        } finally {
            if (!keep) {
                uploads.discard(upload.file());
            }
        }
    }

    private void enter() {
        if (!turn.tryAcquire()) {
            throw new FettleException(
                    RestError.DEPLOYING, "Something else is being deployed; try again when it is done");
        }
    }

    private void record(Caller by, String action, String subject, AuditOutcome outcome, Map<String, String> details) {
        String actor = by.name().equals("local") ? "local" : "user:" + by.name();
        // A capability that was just exchanged may be the audit itself: then this fails, and says so.
        capabilities.audit().get().record(new AuditEntry(Instant.now(clock), actor, action, subject, outcome, details));
    }
}
