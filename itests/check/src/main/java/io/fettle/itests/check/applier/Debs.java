package io.fettle.itests.check.applier;

import io.fettle.itests.lab.Tools;
import io.fettle.testkit.vendor.TestVendor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * Real packages in an old and a new version: a program with a configuration file, many files and a new dependency, a library
 * that only came along, and one whose trigger both set off. All have all four maintainer scripts, each of which leaves a line
 * in {@value #SCRIPTS}.
 */
final class Debs {
    static final String SCRIPTS = "var/log/check-scripts";
    static final String CONFFILE = "etc/check-app.conf";
    static final String OLD = "1.0";
    static final String NEW = "1.1";
    static final String APP = "check-app";
    static final String LIBRARY = "check-lib";
    static final String TRIGGERED = "check-trig";
    static final String ADDED = "check-new";
    static final String WATCHED = "usr/share/check-watched";
    static final int FILES = 40;

    private static final String SCRIPT = """
            #!/bin/sh
            set -e
            echo "${DPKG_MAINTSCRIPT_PACKAGE:-?} ${DPKG_MAINTSCRIPT_NAME:-?} $*" >> /%s
            """.formatted(SCRIPTS);

    private final Path work;
    private final TestVendor vendor;

    /** @param work a directory for what is being built */
    Debs(Path work, TestVendor vendor) {
        this.work = work;
        this.vendor = vendor;
    }

    void offerOld() throws IOException {
        offer(APP, OLD, Optional.empty(), LIBRARY);
        offer(LIBRARY, OLD, Optional.empty(), "");
        offer(TRIGGERED, OLD, Optional.empty(), "");
    }

    void offerNew() throws IOException {
        offer(APP, NEW, Optional.of(OLD), LIBRARY + " (>= " + NEW + "), " + ADDED);
        offer(LIBRARY, NEW, Optional.of(OLD), "");
        offer(TRIGGERED, NEW, Optional.of(OLD), "");
        offer(ADDED, OLD, Optional.empty(), "");
    }

    private void offer(String name, String version, Optional<String> from, String depends) throws IOException {
        Path tree = work.resolve(name + '-' + version);
        Path control = Files.createDirectories(tree.resolve("DEBIAN"));
        Files.writeString(
                control.resolve("control"),
                "Package: " + name + "\nVersion: " + version
                        + "\nArchitecture: all\nMaintainer: Nobody <nobody@example.org>\n"
                        + (depends.isEmpty() ? "" : "Depends: " + depends + '\n') + "Description: test\n");
        for (String script : List.of("preinst", "postinst", "prerm", "postrm")) {
            Files.writeString(control.resolve(script), SCRIPT);
            Files.setPosixFilePermissions(control.resolve(script), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        if (name.equals(TRIGGERED)) {
            Files.writeString(control.resolve("triggers"), "interest-await /" + WATCHED + '\n');
        }
        if (name.equals(APP)) {
            Files.writeString(control.resolve("conffiles"), '/' + CONFFILE + '\n');
            write(tree.resolve(CONFFILE), "# as the vendor wants it in " + version + '\n');
        }
        for (int i = 0; i < (name.equals(APP) ? FILES : 2); i++) {
            write(tree.resolve("usr/share/" + name + "/file-" + i), content(name, version, i));
        }
        if (!name.equals(TRIGGERED)) {
            write(tree.resolve(WATCHED + '/' + name), version);
        }
        Path deb = work.resolve(name + '-' + version + ".deb");
        Tools.run("dpkg-deb", "--root-owner-group", "-Zxz", "-b", tree.toString(), deb.toString());
        vendor.offer(name, version, from, depends, Files.readAllBytes(deb));
    }

    static String content(String name, String version, int file) {
        return name + ' ' + version + ' ' + file + '\n';
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
