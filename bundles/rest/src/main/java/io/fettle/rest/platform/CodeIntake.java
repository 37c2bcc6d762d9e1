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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The only way by which code comes into a running server: one at a time, named in the audit by its digest. Thread-safe. */
@Component(service = CodeIntake.class)
public final class CodeIntake {
    private static final long RESTORE_MINUTES = 10;

    private final Capabilities capabilities;
    private final DeployedCode code;
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
        this.code = new DeployedCode(system, directory, clock);
        this.clock = clock;
    }

    UploadView take(String name, InputStream body, Caller by) throws IOException {
        // Without an audit nothing comes in.
        capabilities.audit().get();
        enter();
        try {
            Upload upload = code.receive(name, body);
            Kept kept = install(upload, by);
            return UploadView.of(kept, true);
        } finally {
            turn.release();
        }
    }

    /** What was brought in and not removed, in the order in which it came. */
    List<UploadView> all() throws IOException {
        return code.all();
    }

    /** The audit has it before it happens: afterwards it could be the audit that is gone. */
    void remove(String name, Caller by) throws IOException {
        capabilities.audit().get();
        enter();
        try {
            if (!code.has(name)) {
                throw new FettleException(RestError.NOT_FOUND, "Nothing of this name can be removed");
            }
            Optional<String> needed = code.whyNeeded(name);
            if (needed.isPresent()) {
                record(by, "platform.removed", "code:" + name, AuditOutcome.REFUSED, Map.of("why", needed.get()));
                throw InstalledBundles.needed(name, needed.get());
            }
            record(by, "platform.removed", "code:" + name, AuditOutcome.DONE, Map.of());
            takeOut(name, by);
        } finally {
            turn.release();
        }
    }

    private void takeOut(String name, Caller by) throws IOException {
        try {
            code.remove(name);
        } catch (IOException | RuntimeException e) {
            record(by, "platform.removed", "code:" + name, AuditOutcome.REFUSED, Map.of("why", "it failed"));
            throw e;
        }
    }

    /** Makes what was brought in and what runs the same. @param changed whether the program is another one */
    void restore(boolean changed) throws IOException, InterruptedException {
        if (!turn.tryAcquire(RESTORE_MINUTES, TimeUnit.MINUTES)) {
            throw new FettleException(RestError.DEPLOYING, "Something is being deployed for too long");
        }
        try {
            code.restore(changed);
        } finally {
            turn.release();
        }
    }

    private Kept install(Upload upload, Caller by) throws IOException {
        Map<String, String> details = Map.of(
                "sha256",
                upload.digest().hex(),
                "size",
                Long.toString(upload.size()),
                "kind",
                upload.kind().name());
        String subject = "file:" + upload.fileName();
        try {
            Kept kept = code.install(upload);
            record(by, "platform.deployed", subject, AuditOutcome.DONE, details);
            return kept;
        } catch (FettleException e) {
            record(by, "platform.deployed", subject, AuditOutcome.REFUSED, details);
            throw e;
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
