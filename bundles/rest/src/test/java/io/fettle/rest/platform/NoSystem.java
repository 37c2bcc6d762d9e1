package io.fettle.rest.platform;

import io.fettle.rest.capability.Capabilities;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A system that notes what it would take in. */
public final class NoSystem implements RunningSystem {
    public final List<String> taken = new ArrayList<>();

    public CodeIntake intake(Capabilities capabilities, Path directory) {
        return new CodeIntake(capabilities, this, directory, Clock.systemUTC());
    }

    @Override
    public String bundle(Path jar) {
        return note("bundle", jar);
    }

    @Override
    public String features(Path file) {
        return note("features", file);
    }

    @Override
    public String kar(Path file) {
        return note("kar", file);
    }

    @Override
    public boolean remove(String symbolicName) {
        return taken.remove("bundle " + symbolicName);
    }

    private String note(String kind, Path file) {
        taken.add(kind + ' ' + file.getFileName());
        return file.getFileName().toString();
    }
}
