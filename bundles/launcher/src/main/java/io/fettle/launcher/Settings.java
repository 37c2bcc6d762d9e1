package io.fettle.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What {@code up} was told, so that the other commands find the instance.
 *
 * @param portOffset added to each of the three ports
 * @param bind address to listen on
 */
record Settings(int portOffset, BindAddress bind) {
    /**
     * What an instance is started with: what was said now, else what was said before, else the usual. Written down once it
     * is known to be possible.
     */
    static Settings choose(Instance instance, Optional<Integer> portOffset, Optional<String> bind) {
        boolean known = Files.exists(instance.settingsFile());
        Settings before = known ? load(instance) : new Settings(0, BindAddress.USUAL);
        Settings wanted = new Settings(
                portOffset.orElse(before.portOffset()),
                bind.map(BindAddress::of).orElse(before.bind()));
        if (known && new Part("server", instance).running().isPresent()) {
            if (!wanted.equals(before)) {
                throw new LauncherException(
                        "the server of " + instance.home + " runs with --port-offset " + before.portOffset()
                                + " --bind " + before.bind().text() + "; to change that, ./fettle stop it first");
            }
            return before;
        }
        Ports.requireFree(wanted);
        if (!wanted.equals(before)) {
            // One that outlived its server would go on looking for it where it was.
            new Part("agent", instance).stop();
        }
        wanted.save(instance);
        return wanted;
    }

    static Settings load(Instance instance) {
        Path file = instance.settingsFile();
        if (!Files.exists(file)) {
            throw new LauncherException("there is no instance in " + instance.home + "; start one with ./fettle up");
        }
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            values.load(reader);
            return new Settings(
                    Integer.parseInt(values.getProperty("portOffset", "0")),
                    new BindAddress(values.getProperty("bind", BindAddress.USUAL.text())));
        } catch (IOException | IllegalArgumentException e) {
            throw new LauncherException("cannot read " + file + "; remove it and run ./fettle up again", e);
        }
    }

    void save(Instance instance) {
        Properties values = new Properties();
        values.setProperty("portOffset", Integer.toString(portOffset));
        values.setProperty("bind", bind.text());
        try (Writer writer = Files.newBufferedWriter(instance.settingsFile(), StandardCharsets.UTF_8)) {
            values.store(writer, "Written by fettle up");
        } catch (IOException e) {
            throw new LauncherException("cannot write " + instance.settingsFile(), e);
        }
    }

    /** {@code host:port} of HTTPS as this machine reaches it. */
    String authority() {
        return bind.host() + ":" + Instance.https(portOffset);
    }

    String url() {
        return "https://" + authority() + "/";
    }
}
