package io.fettle.rest.platform;

import io.fettle.api.FettleException;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.problem.RestError;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A system that notes what it would take in: a bundle is named like its file, a features file brings one feature. */
public final class NoSystem implements RunningSystem {
    public final List<String> taken = new ArrayList<>();
    final Set<String> bundles = new TreeSet<>();
    final Set<String> withProgram = new TreeSet<>();
    final Map<Path, String> features = new LinkedHashMap<>();
    final Map<String, String> needed = new LinkedHashMap<>();
    Runnable beforeRemoval = () -> {};
    boolean refusing;

    public CodeIntake intake(Capabilities capabilities, Path directory) {
        return new CodeIntake(capabilities, this, directory, Clock.systemUTC());
    }

    /** What a change of the program does to it. */
    void forget() {
        taken.clear();
        bundles.clear();
        features.clear();
    }

    @Override
    public String bundle(Path jar) {
        refuse();
        taken.add("bundle " + name(jar));
        bundles.add(name(jar));
        return name(jar);
    }

    @Override
    public boolean lacks(Path jar) {
        return !withProgram.contains(name(jar));
    }

    @Override
    public Set<String> bundles() {
        return Set.copyOf(bundles);
    }

    @Override
    public boolean hasBundle(String symbolicName) {
        return bundles.contains(symbolicName) || needed.containsKey(symbolicName);
    }

    @Override
    public Optional<String> whyNeeded(String symbolicName) {
        return Optional.ofNullable(needed.get(symbolicName));
    }

    @Override
    public boolean removeBundle(String symbolicName) {
        beforeRemoval.run();
        return bundles.remove(symbolicName);
    }

    @Override
    public List<String> features(List<Path> files) {
        files.forEach(file -> features.put(file, name(file) + "/1"));
        refuse();
        files.forEach(file -> taken.add("features " + name(file)));
        return files.stream().map(features::get).toList();
    }

    @Override
    public void removeFeatures(Path directory) {
        features.keySet().removeIf(file -> file.startsWith(directory));
    }

    @Override
    public boolean runs(Upload.Kind kind, List<String> installed) {
        return kind == Upload.Kind.BUNDLE
                ? bundles.containsAll(installed)
                : features.values().containsAll(installed);
    }

    private void refuse() {
        if (refusing) {
            throw new FettleException(RestError.NOT_DEPLOYABLE, "No");
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
