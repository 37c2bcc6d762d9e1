package io.fettle.agent.scan.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One entry of the process table. Everything in it can have been chosen by whoever started the process. */
final class RunningProcess {
    /** Number, name in parentheses, state, five numbers, flags. */
    private static final Pattern STAT =
            Pattern.compile("[0-9]+ \\((.*)\\) ([A-Za-z])(?: -?[0-9]+){5} ([0-9]{1,18}) .*", Pattern.DOTALL);

    /** Controllers of the hierarchies that the service manager arranges: the one of version 2, or its own. */
    private static final Set<String> MANAGED = Set.of("", "name=systemd");

    private static final String SERVICE = ".service";
    private static final long KERNEL_THREAD = 0x0020_0000;
    private static final String DEAD = "ZXx";

    private final Path directory;
    private final Matcher stat;

    private RunningProcess(Path directory, Matcher stat) {
        this.directory = directory;
        this.stat = stat;
    }

    /** @throws IOException where it ended meanwhile, or is hidden from us */
    static RunningProcess at(Path directory) throws IOException {
        Matcher stat = STAT.matcher(new ProcFile(directory.resolve("stat")).text());
        if (!stat.matches()) {
            throw new IOException(directory + " is no process that is known here");
        }
        return new RunningProcess(directory, stat);
    }

    /** Whether a program runs in it, not only the kernel or nothing any more. */
    boolean hasProgram() {
        boolean kernel = (Long.parseLong(stat.group(3)) & KERNEL_THREAD) != 0;
        return !kernel && !DEAD.contains(stat.group(2));
    }

    Path maps() {
        return directory.resolve("maps");
    }

    /** The unit of the service manager that it belongs to; else the name of its program. */
    ServiceName service() {
        return unit().map(name -> new ServiceName(name, true)).orElseGet(() -> new ServiceName(program(), false));
    }

    /** Lines are hierarchy, controllers and path, of which the last may hold colons too. */
    private Optional<String> unit() {
        return new ProcFile(directory.resolve("cgroup"))
                .lines().stream()
                        .map(line -> line.split(":", 3))
                        .filter(parts -> parts.length == 3 && MANAGED.contains(parts[1]))
                        .flatMap(parts -> Stream.of(parts[2].split("/")))
                        .filter(part -> part.length() > SERVICE.length() && part.endsWith(SERVICE))
                        .findFirst();
    }

    private String program() {
        try {
            String file = CodeFile.named(
                    Files.readSymbolicLink(directory.resolve("exe")).toString());
            return file.substring(file.lastIndexOf('/') + 1);
        } catch (IOException e) {
            return stat.group(1);
        }
    }
}
