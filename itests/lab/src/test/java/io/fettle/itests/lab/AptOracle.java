package io.fettle.itests.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the apt in a computer itself says, on lists that it read itself from the repositories. */
final class AptOracle {
    private static final Pattern LISTED = Pattern.compile("(?m)^([^/\\s]+)/\\S+ (\\S+) \\S+ \\[upgradable from: .*]$");
    private static final Pattern UPGRADED = Pattern.compile("(?m)^Inst (\\S+) \\[\\S+] \\((\\S+) ");
    private static final String LISTS = "/tmp/oracle/";

    private final Computer computer;
    private final List<Repository> repositories;

    AptOracle(Computer computer, List<Repository> repositories) {
        this.computer = computer;
        this.repositories = repositories;
        FileTrees.directory(computer.root().resolve("tmp/oracle/partial"));
        ask("apt-get", "-q", "-o", "APT::Update::Error-Mode=any", "update");
    }

    /** Name and version of all that is upgradable. */
    Set<String> upgradable() {
        return all(LISTED, ask("apt", "list", "--upgradable"));
    }

    /** Name and version of what an upgrade that removes nothing would upgrade. */
    Set<String> installable() {
        return all(UPGRADED, ask("apt-get", "-s", "upgrade", "--with-new-pkgs", "--no-remove"));
    }

    private String ask(String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(
                1,
                List.of(
                        "-o",
                        "Dir::State::lists=" + LISTS,
                        "-o",
                        "Dir::Cache::pkgcache=",
                        "-o",
                        "Dir::Cache::srcpkgcache=",
                        "-o",
                        "Acquire::Languages=none",
                        "-o",
                        "APT::Sandbox::User=root"));
        return computer.runSeeing(repositories, all);
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1) + ' ' + matcher.group(2));
        }
        return found;
    }
}
