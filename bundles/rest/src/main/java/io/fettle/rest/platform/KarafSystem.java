package io.fettle.rest.platform;

import io.fettle.api.FettleException;
import io.fettle.rest.problem.RestError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.Repository;
import org.apache.karaf.kar.KarService;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The Karaf that this runs in. Nothing but the named bundle is refreshed, and never this one or those that everything
 * stands on: those are exchanged with the distribution.
 */
@Component(service = RunningSystem.class)
public final class KarafSystem implements RunningSystem {
    private static final String LOCATION = "fettle-deployed:";
    private static final String OURS = "io.fettle.";
    private static final Set<String> FOUNDATIONS =
            Set.of("io.fettle.api", "io.fettle.protocol", "io.fettle.version", "io.fettle.format", "io.fettle.rest");
    private static final long REFRESH_SECONDS = 30;

    private final BundleContext context;
    private final FeaturesService features;
    private final KarService kars;

    @Activate
    public KarafSystem(BundleContext context, @Reference FeaturesService features, @Reference KarService kars) {
        this.context = context;
        this.features = features;
        this.kars = kars;
    }

    @Override
    public String bundle(Path jar) throws IOException {
        String name = symbolicName(jar);
        Optional<Bundle> present = find(name);
        try (InputStream content = Files.newInputStream(jar)) {
            Bundle bundle;
            if (present.isPresent()) {
                bundle = present.get();
                bundle.update(content);
                refresh(bundle);
            } else {
                bundle = context.installBundle(LOCATION + name, content);
            }
            bundle.start();
            return name;
        } catch (BundleException e) {
            if (present.isEmpty()) {
                remove(name);
            }
            throw refused(name, e);
        }
    }

    @Override
    public boolean remove(String symbolicName) {
        Optional<Bundle> bundle = find(symbolicName);
        boolean removable = bundle.isPresent()
                && !FOUNDATIONS.contains(symbolicName)
                && (symbolicName.startsWith(OURS) || bundle.get().getLocation().startsWith(LOCATION));
        if (!removable) {
            return false;
        }
        try {
            bundle.get().uninstall();
            refresh(bundle.get());
            return true;
        } catch (BundleException e) {
            throw refused(symbolicName, e);
        }
    }

    @Override
    public String features(Path file) throws IOException {
        try {
            features.addRepository(file.toUri());
            Repository repository = features.getRepository(file.toUri());
            Set<String> wanted = installable(repository);
            features.installFeatures(wanted, EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
            return String.join(", ", wanted);
        } catch (Exception e) { // What the service declares.
            withdraw(file);
            throw refused("features file", e);
        }
    }

    @Override
    public String kar(Path file) throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.kar$", "");
        try {
            if (kars.list().contains(name)) {
                kars.uninstall(name, true);
            }
            Set<URI> before = repositories();
            kars.install(file.toUri(), false, true);
            checkInstalled(before);
            return name;
        } catch (Exception e) { // What the service declares.
            throw refused("KAR", e);
        }
    }

    /** The service only logs what it could not install. */
    private void checkInstalled(Set<URI> before) throws Exception {
        for (Repository repository : features.listRepositories()) {
            for (Feature feature : before.contains(repository.getURI()) ? new Feature[0] : repository.getFeatures()) {
                if (isWanted(feature) && !features.isInstalled(feature)) {
                    throw new IOException("Feature " + feature.getName() + " does not install; the log says why");
                }
            }
        }
    }

    private Set<URI> repositories() throws Exception {
        return Arrays.stream(features.listRepositories())
                .map(Repository::getURI)
                .collect(Collectors.toSet());
    }

    private static boolean isWanted(Feature feature) {
        return feature.getInstall() == null || Feature.DEFAULT_INSTALL_MODE.equals(feature.getInstall());
    }

    private static Set<String> installable(@Nullable Repository repository) throws Exception {
        Set<String> wanted = new LinkedHashSet<>();
        for (Feature feature : repository == null ? new Feature[0] : repository.getFeatures()) {
            if (isWanted(feature)) {
                wanted.add(feature.getName() + '/' + feature.getVersion());
            }
        }
        if (wanted.isEmpty()) {
            throw new IOException("No feature in it is to be installed");
        }
        return wanted;
    }

    /** A features file that failed must not be tried again at the next start. */
    private void withdraw(Path file) {
        try {
            features.removeRepository(file.toUri());
        } catch (Exception e) { // What the service declares.
            throw refused("features file", e);
        }
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

    private static String symbolicName(Path jar) throws IOException {
        Manifest manifest;
        try (JarFile file = new JarFile(jar.toFile())) {
            manifest = file.getManifest();
        }
        String header = manifest == null ? null : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
        String name = header == null ? "" : header.split(";", 2)[0].trim();
        if (!name.matches("[A-Za-z0-9._-]{1,200}")) {
            throw new FettleException(RestError.NOT_DEPLOYABLE, "The jar has no Bundle-SymbolicName: not a bundle");
        }
        if (FOUNDATIONS.contains(name)) {
            throw new FettleException(
                    RestError.NOT_DEPLOYABLE, "This bundle comes with the distribution; exchange that and restart");
        }
        return name;
    }

    private void refresh(Bundle bundle) {
        CountDownLatch done = new CountDownLatch(1);
        FrameworkListener listener = event -> done.countDown();
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), listener);
        try {
            if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
                throw new FettleException(RestError.DEPLOYING, "The bundle is still being exchanged; look again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FettleException(RestError.DEPLOYING, "Interrupted while the bundle was being exchanged", e);
        }
    }

    private static FettleException refused(String what, Exception cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new FettleException(RestError.NOT_DEPLOYABLE, "Not taken in: " + what + ": " + why, cause);
    }
}
