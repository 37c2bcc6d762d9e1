package io.fettle.rest.platform;

import io.fettle.api.FettleException;
import io.fettle.rest.problem.RestError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.FeaturesService.Option;
import org.apache.karaf.features.Repository;

/** Features files and what they bring. Karaf never refreshes a bundle for them. */
final class InstalledFeatures {
    private final FeaturesService service;

    InstalledFeatures(FeaturesService service) {
        this.service = service;
    }

    List<String> install(List<Path> files) {
        List<Path> added = new ArrayList<>();
        try {
            Set<String> wanted = wanted(files);
            for (Path file : files) {
                added.add(file);
                service.addRepository(file.toUri());
            }
            service.installFeatures(wanted, EnumSet.of(Option.NoAutoRefreshBundles));
            return List.copyOf(wanted);
        } catch (FettleException e) {
            throw e;
        } catch (Exception e) { // What the service declares.
            added.forEach(this::remove);
            throw InstalledBundles.refused("features", e);
        }
    }

    /** Takes out what the features files at this path, or below it, have brought, their configurations included. */
    void remove(Path path) {
        try {
            List<Repository> repositories = at(path);
            Set<String> required = new LinkedHashSet<>();
            for (Repository repository : repositories) {
                for (Feature feature : repository.getFeatures()) {
                    if (service.isRequired(feature)) {
                        required.add(id(feature));
                    }
                }
            }
            if (!required.isEmpty()) {
                service.uninstallFeatures(
                        required, EnumSet.of(Option.NoAutoRefreshBundles, Option.DeleteConfigurations));
            }
            for (Repository repository : repositories) {
                service.removeRepository(repository.getURI(), false);
            }
        } catch (Exception e) { // What the service declares.
            throw InstalledBundles.refused("the removal of features", e);
        }
    }

    boolean areInstalled(List<String> ids) {
        try {
            for (String id : ids) {
                String[] parts = id.split("/", 2);
                Feature feature = service.getFeature(parts[0], parts.length == 2 ? parts[1] : "");
                if (feature == null || !service.isInstalled(feature)) {
                    return false;
                }
            }
            return true;
        } catch (Exception e) { // What the service declares.
            throw InstalledBundles.refused("features", e);
        }
    }

    private List<Repository> at(Path path) throws Exception {
        List<Repository> found = new ArrayList<>();
        for (Repository repository : service.listRepositories()) {
            boolean file = "file".equals(repository.getURI().getScheme());
            if (file && Path.of(repository.getURI()).startsWith(path)) {
                found.add(repository);
            }
        }
        return found;
    }

    /** A feature that is here already would be taken away with the file that brings it again. */
    private Set<String> wanted(List<Path> files) throws Exception {
        Set<String> wanted = new LinkedHashSet<>();
        for (Path file : files) {
            for (Feature feature : service.createRepository(file.toUri()).getFeatures()) {
                if (isWanted(feature)) {
                    requireNew(feature);
                    wanted.add(id(feature));
                }
            }
        }
        if (wanted.isEmpty()) {
            throw new IOException("No feature in it is to be installed");
        }
        return wanted;
    }

    private void requireNew(Feature feature) throws Exception {
        for (Feature present : service.getFeatures(feature.getName())) {
            throw new FettleException(
                    RestError.NOT_DEPLOYABLE,
                    "Feature " + id(present) + " is here already; remove what brought it, or rename the new one");
        }
    }

    private static boolean isWanted(Feature feature) {
        return feature.getInstall() == null || Feature.DEFAULT_INSTALL_MODE.equals(feature.getInstall());
    }

    private static String id(Feature feature) {
        return feature.getName() + '/' + feature.getVersion();
    }
}
