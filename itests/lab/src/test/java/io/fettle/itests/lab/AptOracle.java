package io.fettle.itests.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the apt in a computer itself says, on lists that it read itself from the repositories. */
final class AptOracle {
    private static final Pattern LISTED = Pattern.compile("(?m)^([^/\\s]+)/\\S+ (\\S+) \\S+ \\[upgradable from: .*]$");
    private static final Pattern UPGRADED = Pattern.compile("(?m)^Inst (\\S+) \\[\\S+] \\((\\S+) ");
    private static final String UNMET = "unmet dependencies:";
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

    /** Names of what its owner keeps as it is. */
    Set<String> held() {
        return new TreeSet<>(computer.run("apt-mark", "showhold").lines().toList());
    }

    /** Why a package cannot be installed without removing anything, in apt's own words. */
    String obstacle(String name) {
        String said = ended("apt-get", "-s", "-q", "install", "--no-remove", "--", name)
                .output();
        int unmet = said.indexOf(UNMET);
        String errors = said.lines()
                .filter(line -> line.startsWith("E:"))
                .map(line -> line.substring(2))
                .collect(Collectors.joining(" "));
        int end = said.indexOf("E:", Math.max(0, unmet));
        String words = unmet < 0 ? errors : said.substring(unmet + UNMET.length(), end < 0 ? said.length() : end);
        return words.strip().replaceAll("\\s+", " ");
    }

    private String ask(String... command) {
        Tools.Ended ended = ended(command);
        if (ended.status() != 0) {
            throw new LabException(String.join(" ", command) + " failed: " + ended.output());
        }
        return ended.output();
    }

    private Tools.Ended ended(String... command) {
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
