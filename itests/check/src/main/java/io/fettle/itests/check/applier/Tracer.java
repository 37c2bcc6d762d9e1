package io.fettle.itests.check.applier;

import io.fettle.itests.lab.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kills one process in a root directory, and none that it starts, at its k-th system call of a kind. */
final class Tracer {
    private static final Path STRACE = Path.of("/usr/bin/strace");
    private static final String PLACE = "opt/strace";
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+)\\s+\\(0x[0-9a-f]+\\)");
    private static final String LOADER = "ld-linux";
    /** Which run of dpkg by apt it is, is told by directories, of which each can be made once. */
    private static final String DPKG = """
            #!/bin/sh
            set -eu
            case " $* " in
              *" --unpack "* | *" --configure "*)
                n=1
                while ! mkdir "/%1$s/run-$n" 2>/dev/null; do
                  n=$((n + 1))
                done
                [ "$n" != %2$d ] || exec %3$s /usr/bin/dpkg "$@"
                ;;
            esac
            exec /usr/bin/dpkg "$@"
            """;

    private final DebianRoot root;
    private final String loader;

    private Tracer(DebianRoot root, String loader) {
        this.root = root;
        this.loader = loader;
    }

    static boolean available() {
        return Files.isExecutable(STRACE);
    }

    /** Brings it into the root, with its own libraries. */
    static Tracer in(DebianRoot root) throws IOException {
        Path place = Files.createDirectories(root.path(PLACE));
        Files.copy(STRACE, place.resolve("strace"));
        String loader = "";
        Matcher libraries = LIBRARY.matcher(Tools.run("ldd", STRACE.toString()));
        while (libraries.find()) {
            Path library = Path.of(libraries.group(1));
            String name = String.valueOf(library.getFileName());
            Files.copy(library, place.resolve(name));
            loader = name.startsWith(LOADER) ? name : loader;
        }
        return new Tracer(root, loader);
    }

    /** What runs a command so that it dies; not what it starts. Each of its threads counts its own calls. */
    List<String> around(String call, int count, List<String> command) {
        List<String> words = new ArrayList<>(words(call, count));
        words.addAll(List.of("-f", "--detach-on=execve"));
        words.addAll(command);
        return words;
    }

    /** Makes apt run dpkg so that it dies in its n-th run, and in no other. */
    void aimAtDpkg(String call, int count, int run) throws IOException {
        String wrapper = '/' + PLACE + "/dpkg";
        root.write(wrapper.substring(1), DPKG.formatted(PLACE, run, String.join(" ", words(call, count))));
        Files.setPosixFilePermissions(root.path(wrapper.substring(1)), PosixFilePermissions.fromString("rwxr-xr-x"));
        root.write("etc/apt/apt.conf.d/99aimed", "Dir::Bin::dpkg \"" + wrapper + "\";\n");
    }

    /** Whether it has killed. */
    boolean hit() throws IOException {
        Path log = root.path(PLACE + "/log");
        return Files.exists(log) && Files.readString(log).contains("killed by SIGKILL");
    }

    /** It has to stop at every call: with filters in the kernel (--seccomp-bpf) it misses signals that it should inject. */
    private List<String> words(String call, int count) {
        String place = '/' + PLACE + '/';
        return List.of(
                place + loader,
                "--library-path",
                place,
                place + "strace",
                "-qq",
                "-o",
                place + "log",
                "-e",
                "trace=" + call,
                "-e",
                "inject=" + call + ":signal=SIGKILL:when=" + count);
    }
}
