package io.fettle.rest.platform;

import io.fettle.api.FettleException;
import io.fettle.rest.problem.RestError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.FeaturesService;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The Karaf that this runs in. */
@Component(service = RunningSystem.class)
public final class KarafSystem implements RunningSystem {
    private final InstalledBundles bundles;
    private final InstalledFeatures features;

    /** Before it is there, Karaf would take what is still to be installed at start-up for what is not wanted. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile @Nullable BootFinished booted;

    @Activate
    public KarafSystem(BundleContext context, @Reference FeaturesService features) {
        this.bundles = new InstalledBundles(context);
        this.features = new InstalledFeatures(features);
    }

    @Override
    public String bundle(Path jar) throws IOException {
        return bundles.install(jar);
    }

    @Override
    public boolean lacks(Path jar) throws IOException {
        return bundles.lacks(jar);
    }

    @Override
    public Set<String> bundles() {
        return bundles.deployed();
    }

    @Override
    public boolean hasBundle(String symbolicName) {
        return bundles.isOursOrDeployed(symbolicName);
    }

    @Override
    public Optional<String> whyNeeded(String symbolicName) {
        return bundles.whyNeeded(symbolicName);
    }

    @Override
    public boolean removeBundle(String symbolicName) {
        return bundles.remove(symbolicName);
    }

    @Override
    public List<String> features(List<Path> files) {
        requireBooted();
        return features.install(files);
    }

    @Override
    public void removeFeatures(Path directory) {
        requireBooted();
        features.remove(directory);
        bundles.forgetUninstalled();
    }

    @Override
    public boolean runs(Upload.Kind kind, List<String> installed) {
        return kind == Upload.Kind.BUNDLE
                ? installed.stream().allMatch(bundles::isActive)
                : features.areInstalled(installed);
    }

    private void requireBooted() {
        if (booted == null) {
            throw new FettleException(RestError.DEPLOYING, "The server is still starting; try again in a minute");
        }
    }
}
