package io.fettle.itests.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** This machine's apt, with its setup and fresh lists in a directory of their own; and one repository that is not there. */
final class OwnApt {
    /** Nobody listens there. */
    static final String DEAD = "http://127.0.0.1:9/debian/";

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Pattern UPGRADABLE =
            Pattern.compile("(?m)^([^/\\s]+)/\\S+ (\\S+) (\\S+) \\[upgradable from: .*]$");

    private final Command command;
    private final Path lists;

    OwnApt(Command command, Path directory) throws IOException, InterruptedException {
        this.command = command;
        this.lists = directory.resolve("lists");
        command.run(
                LIMIT,
                List.of("mkdir", "-p", lists.resolve("partial").toString(), directory + "/cache/archives/partial"));
    }

    /** @return what it says where it could not fetch everything; empty where it could */
    String update() throws IOException, InterruptedException {
        Command.Ended ended = apt("apt-get", "-q", "-o", "APT::Update::Error-Mode=any", "update");
        return ended.status() == 0 ? "" : ended.output();
    }

    /** Name, architecture and version of all that is upgradable. */
    Set<String> upgradable() throws IOException, InterruptedException {
        return UPGRADABLE
                .matcher(apt("apt", "list", "--upgradable").output())
                .results()
                .map(line -> line.group(1) + ' ' + line.group(3) + ' ' + line.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Command.Ended apt(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(
                1,
                List.of(
                        "-o",
                        "Dir::State::lists=" + lists,
                        "-o",
                        "Dir::Cache=" + lists.resolveSibling("cache"),
                        "-o",
                        "Debug::NoLocking=1",
                        "-o",
                        "APT::Get::List-Cleanup=0"));
        return command.run(LIMIT, all);
    }

    /** An apt.conf by which the launcher finds this machine's repositories and the dead one. */
    static Path withADeadRepository(Path directory) throws IOException {
        Path parts = Files.createDirectory(directory.resolve("sources"));
        Path own = Path.of("/etc/apt/sources.list.d");
        if (Files.isDirectory(own)) {
            try (var files = Files.list(own)) {
                for (Path file : files.toList()) {
                    Files.copy(file, parts.resolve(file.getFileName()));
                }
            }
        }
        Files.writeString(parts.resolve("dead.list"), "deb [trusted=yes] " + DEAD + " stable main\n");
        return Files.writeString(directory.resolve("apt.conf"), "Dir::Etc::sourceparts \"" + parts + "/\";\n");
    }
}
