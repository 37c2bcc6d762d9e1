package io.fettle.rest.platform;

import io.fettle.api.FettleException;
import io.fettle.rest.platform.Upload.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was brought in and what runs the same: an upload is installed, then kept for good; what is kept is installed
 * again where the program changed. For one caller at a time.
 */
final class DeployedCode {
    private static final Logger LOG = LoggerFactory.getLogger(DeployedCode.class);

    private final RunningSystem system;
    private final Uploads uploads;
    private final KeptUploads kept;
    private final Clock clock;

    DeployedCode(RunningSystem system, Path directory, Clock clock) {
        this.system = system;
        this.uploads = new Uploads(directory);
        this.kept = new KeptUploads(directory);
        this.clock = clock;
    }

    Upload receive(String name, InputStream body) throws IOException {
        kept.requireRoom();
        return uploads.receive(name, body);
    }

    /** Durable when it returns. Where it fails, all is as before and the upload is gone. */
    Kept install(Upload upload) throws IOException {
        Optional<Kept> former = upload.kind() == Kind.BUNDLE ? Optional.empty() : kept.find(upload.fileName());
        try {
            if (former.isPresent()) {
                takeOut(former.get());
            }
            List<String> installed = bringIn(upload);
            String name = upload.kind() == Kind.BUNDLE ? installed.get(0) : upload.fileName();
            return kept.keep(name, upload, installed, Instant.now(clock));
        } catch (IOException | RuntimeException e) {
            undo(upload, e);
            if (former.isPresent()) {
                bringBack(former.get());
            }
            throw e;
        }
    }

    List<UploadView> all() throws IOException {
        return kept.all().stream()
                .map(k -> UploadView.of(k, system.runs(k.upload().kind(), k.installed())))
                .toList();
    }

    /** Whether there is something of this name that could be asked to leave. */
    boolean has(String name) throws IOException {
        return kept.find(name).isPresent() || system.hasBundle(name);
    }

    /** Why the server cannot do without it; empty where it can. */
    Optional<String> whyNeeded(String name) throws IOException {
        boolean several = kept.find(name)
                .filter(known -> known.upload().kind() != Kind.BUNDLE)
                .isPresent();
        return several ? Optional.empty() : system.whyNeeded(name);
    }

    /** Durable when it returns. @return whether there was something of this name that may be removed */
    boolean remove(String name) throws IOException {
        Optional<Kept> known = kept.find(name);
        if (known.isEmpty()) {
            return system.removeBundle(name);
        }
        takeOut(known.get());
        kept.discard(known.get().upload());
        return true;
    }

    /** @param changed whether the program is another one, so that nothing that was brought in is installed now */
    void restore(boolean changed) throws IOException {
        for (Path own : kept.unfinished()) {
            LOG.warn("The upload in {} was cut off before it counted; it is taken out", own);
            forget(own);
        }
        Set<String> names = kept.all().stream().map(Kept::name).collect(Collectors.toSet());
        system.bundles().stream().filter(name -> !names.contains(name)).forEach(this::takeOutForgotten);
        if (changed) {
            for (Kept upload : kept.all()) {
                bringBack(upload);
            }
        }
    }

    private List<String> bringIn(Upload upload) throws IOException {
        return switch (upload.kind()) {
            case BUNDLE -> List.of(system.bundle(upload.file()));
            case FEATURES -> system.features(List.of(upload.file()));
            case KAR -> system.features(new KarFile(upload.file()).unpack(kept.unpacked(upload.directory())));
        };
    }

    private void takeOut(Kept upload) {
        if (upload.upload().kind() == Kind.BUNDLE) {
            system.removeBundle(upload.name());
        } else {
            removeFeatures(upload.upload().directory());
        }
    }

    private void takeOutForgotten(String bundle) {
        try {
            system.removeBundle(bundle);
        } catch (FettleException e) {
            LOG.error("Bundle {} was cut off before it counted, and stays", bundle, e);
        }
    }

    private void removeFeatures(Path own) {
        system.removeFeatures(own);
        system.removeFeatures(kept.unpacked(own));
    }

    private void undo(Upload upload, Exception because) {
        try {
            if (upload.kind() != Kind.BUNDLE) {
                removeFeatures(upload.directory());
            }
            kept.discard(upload);
        } catch (IOException | RuntimeException e) {
            // What is left of it never counts, and goes at the next start.
            because.addSuppressed(e);
        }
    }

    private void forget(Path own) throws IOException {
        removeFeatures(own);
        kept.discard(own);
    }

    /** One that does not come back stays known, so that it can be removed, or mended by the next program. */
    private void bringBack(Kept upload) {
        try {
            if (upload.upload().kind() == Kind.BUNDLE
                    && !system.lacks(upload.upload().file())) {
                LOG.info(
                        "Bundle {} comes with the program now; the uploaded one is not needed any more", upload.name());
                kept.discard(upload.upload());
                return;
            }
            Uploads.check(upload.upload());
            DurableFiles.deleteTree(kept.unpacked(upload.upload().directory()));
            bringIn(upload.upload());
            LOG.info("{} is here again", upload.name());
        } catch (IOException | RuntimeException e) {
            LOG.error("{} could not be brought back; upload it again or remove it", upload.name(), e);
        }
    }
}
