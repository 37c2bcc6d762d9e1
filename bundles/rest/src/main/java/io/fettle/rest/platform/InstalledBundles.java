package io.fettle.rest.platform;

import io.fettle.api.FettleException;
import io.fettle.rest.problem.RestError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Single bundles. Nothing but the named one is refreshed, and with it who imports from it; never this one or those that
 * everything stands on: those are exchanged with the distribution.
 */
final class InstalledBundles {
    private static final String LOCATION = "fettle-deployed:";
    private static final String OURS = "io.fettle.";
    /** Others import from these; to exchange one would refresh half of the server, and this bundle with it. */
    private static final Set<String> SHARED =
            Set.of("io.fettle.api", "io.fettle.protocol", "io.fettle.version", "io.fettle.format", "io.fettle.rest");

    private static final long REFRESH_SECONDS = 30;

    private final BundleContext context;

    InstalledBundles(BundleContext context) {
        this.context = context;
    }

    String install(Path jar) throws IOException {
        String name = symbolicName(manifest(jar));
        Optional<Bundle> present = find(name);
        try (InputStream content = Files.newInputStream(jar)) {
            Bundle bundle;
            if (present.isPresent()) {
                bundle = present.get();
                bundle.update(content);
                refresh(List.of(bundle));
            } else {
                bundle = context.installBundle(LOCATION + name, content);
            }
            bundle.start();
            return name;
        } catch (BundleException e) {
            if (present.isEmpty()) {
                find(name).ifPresent(this::uninstall);
            }
            throw refused(name, e);
        }
    }

    boolean lacks(Path jar) throws IOException {
        Manifest manifest = manifest(jar);
        Optional<Bundle> present = find(symbolicName(manifest));
        Version version = Version.parseVersion(manifest.getMainAttributes().getValue(Constants.BUNDLE_VERSION));
        return present.isEmpty()
                || isDeployed(present.get())
                || version.compareTo(present.get().getVersion()) > 0;
    }

    Set<String> deployed() {
        return Arrays.stream(context.getBundles())
                .filter(InstalledBundles::isDeployed)
                .map(Bundle::getSymbolicName)
                .collect(Collectors.toSet());
    }

    boolean isActive(String name) {
        return find(name).filter(b -> b.getState() == Bundle.ACTIVE).isPresent();
    }

    /** Whether there is a bundle of this name that is none of the platform's. */
    boolean isOursOrDeployed(String name) {
        return find(name)
                .filter(bundle -> name.startsWith(OURS) || isDeployed(bundle))
                .isPresent();
    }

    /** Why it has to stay while the server runs; empty where it may go. */
    Optional<String> whyNeeded(String name) {
        List<Foundations.Part> parts =
                DeclaredParts.of(context.getBundles(), bundle -> String.valueOf(bundle.getSymbolicName())
                        .startsWith(OURS));
        return new Foundations(parts, context.getBundle().getSymbolicName()).why(name);
    }

    boolean remove(String name) {
        if (!isOursOrDeployed(name)) {
            return false;
        }
        Optional<String> needed = whyNeeded(name);
        if (needed.isPresent()) {
            throw needed(name, needed.get());
        }
        find(name).ifPresent(this::uninstall);
        return true;
    }

    static FettleException needed(String name, String why) {
        return new FettleException(
                RestError.NOT_REMOVABLE,
                "Bundle " + name + " cannot be taken out of a running server: " + why
                        + ". To exchange it, install another version of the server; to be rid of this server, stop it");
    }

    private void uninstall(Bundle bundle) {
        try {
            bundle.uninstall();
            refresh(List.of(bundle));
        } catch (BundleException e) {
            throw refused(bundle.getSymbolicName(), e);
        }
    }

    /** Frees what uninstalled bundles hold, where no bundle that is still here is wired to them. */
    void forgetUninstalled() {
        FrameworkWiring wiring = wiring();
        List<Bundle> gone = wiring.getRemovalPendingBundles().stream()
                .filter(bundle -> wiring.getDependencyClosure(List.of(bundle)).stream()
                        .allMatch(dependent -> dependent.getState() == Bundle.UNINSTALLED))
                .collect(Collectors.toList());
        if (!gone.isEmpty()) {
            refresh(gone);
        }
    }

    private static boolean isDeployed(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    private Optional<Bundle> find(String name) {
        List<Bundle> present = Arrays.stream(context.getBundles())
                .filter(b -> name.equals(b.getSymbolicName()))
                .collect(Collectors.toList());
        if (present.size() > 1) {
            throw new FettleException(
                    RestError.NOT_DEPLOYABLE, "Several versions of this bundle are installed; use a features file");
        }
        return present.stream().findFirst();
    }

    private static Manifest manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            return manifest == null ? new Manifest() : manifest;
        } catch (ZipException e) {
            throw refused("jar", e);
        }
    }

    private static String symbolicName(Manifest manifest) {
        String header = manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
        String name = header == null ? "" : header.split(";", 2)[0].trim();
        if (!name.matches("[A-Za-z0-9._-]{1,200}") || name.endsWith(".kar") || name.endsWith(".xml")) {
            throw new FettleException(RestError.NOT_DEPLOYABLE, "The jar has no Bundle-SymbolicName: not a bundle");
        }
        if (SHARED.contains(name)) {
            throw new FettleException(
                    RestError.NOT_DEPLOYABLE, "This bundle comes with the distribution; exchange that and restart");
        }
        return name;
    }

    private FrameworkWiring wiring() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    private void refresh(Collection<Bundle> bundles) {
        CountDownLatch done = new CountDownLatch(1);
        FrameworkListener listener = event -> done.countDown();
        wiring().refreshBundles(bundles, listener);
        try {
            if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
                throw new FettleException(RestError.DEPLOYING, "The bundle is still being exchanged; look again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FettleException(RestError.DEPLOYING, "Interrupted while the bundle was being exchanged", e);
        }
    }

    static FettleException refused(String what, Exception cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new FettleException(RestError.NOT_DEPLOYABLE, "Not taken in: " + what + ": " + why, cause);
    }
}
