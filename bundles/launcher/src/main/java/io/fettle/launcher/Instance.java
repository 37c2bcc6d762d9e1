package io.fettle.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import picocli.CommandLine.Option;

/** Which instance a command is about, and where its things lie. */
final class Instance {
    private static final int HTTP = 8020;
    private static final int HTTPS = 8383;
    private static final int NOTIFICATION = 8027;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The instance's state (default: $FETTLE_HOME, or .fettle in your home directory)",
            defaultValue = "${env:FETTLE_HOME:-${sys:user.home}/.fettle}")
    Path home = Path.of(".fettle");

    /** Where the unpacked distributions lie; the script knows. */
    private final Path programs;

    Instance() {
        this(Path.of(System.getProperty("fettle.programs", ".")));
    }

    /** @param programs holds one directory for each part */
    Instance(Path programs) {
        this.programs = programs;
    }

    Path program(String part) {
        return programs.resolve(part);
    }

    /** State of {@code server} or {@code agent}. */
    Path state(String part) {
        return home.toAbsolutePath().normalize().resolve(part);
    }

    Path settingsFile() {
        return state("instance.properties");
    }

    /** Makes the home directory, for this user only. */
    void create() {
        try {
            Path directory = home.toAbsolutePath().normalize();
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new LauncherException("cannot make the directory " + home + "; choose another one with --home", e);
        }
    }

    static int http(int offset) {
        return HTTP + offset;
    }

    static int https(int offset) {
        return HTTPS + offset;
    }

    static int notification(int offset) {
        return NOTIFICATION + offset;
    }
}
