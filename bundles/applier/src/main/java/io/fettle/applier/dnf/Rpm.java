package io.fettle.applier.dnf;

import io.fettle.api.FettleException;
import io.fettle.applier.ApplierError;
import io.fettle.applier.Places;
import io.fettle.applier.process.Commands;
import io.fettle.applier.process.Commands.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** rpm, on the database of this computer. Blocks for two hours at most. */
final class Rpm {
    /** Name, epoch:version-release as dnf writes it, architecture. */
    static final String IDENTITY = "%{NAME}\\t%|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\\t%{ARCH}\\n";

    private static final Duration QUERY_LIMIT = Duration.ofMinutes(2);
    private static final Duration HEAL_LIMIT = Duration.ofHours(2);
    private static final List<String> HOMES = List.of("usr/lib/sysimage/rpm", "var/lib/rpm");
    private static final List<String> FILES = List.of("rpmdb.sqlite", "Packages.db", "Packages");

    private final Path root;
    private final Commands commands;

    Rpm(Path root, Commands commands) {
        this.root = root;
        this.commands = commands;
    }

    /** Where rpm keeps what is installed; empty where it keeps nothing. */
    static Optional<Path> home(Places places) {
        return HOMES.stream()
                .map(places.root()::resolve)
                .filter(home -> FILES.stream().anyMatch(file -> Files.exists(home.resolve(file))))
                .findFirst();
    }

    InstalledRpms installed() {
        return InstalledRpms.parse(query(List.of("-qa", "--nodigest", "--nosignature", "--queryformat", IDENTITY)));
    }

    /** Names and what the packages of these names provide, a package a line. */
    Stream<String> provided(List<String> names) {
        List<String> query = new ArrayList<>(
                List.of("-q", "--nodigest", "--nosignature", "--queryformat", "%{NAME}\\t[%{PROVIDENAME} ]\\n", "--"));
        query.addAll(names);
        return query(query).lines();
    }

    /** The keys that rpm trusts, written out one after the other. */
    String keys() {
        Ended ended = commands.ask(rpm(List.of("-q", "gpg-pubkey", "--queryformat", "%{DESCRIPTION}\\n")), QUERY_LIMIT);
        return ended.status() == 0 ? ended.output() : "";
    }

    /**
     * Installs packages that are there already once more.
     *
     * @param beside leaves other versions where they are
     */
    boolean again(List<Path> packages, boolean beside, Path log) {
        if (packages.isEmpty()) {
            return true;
        }
        List<String> command = new ArrayList<>(List.of(beside ? "-i" : "-U", "--replacepkgs", "--replacefiles", "--"));
        packages.forEach(file -> command.add(file.toString()));
        return commands.act(rpm(command), HEAL_LIMIT, log, process -> {}).status() == 0;
    }

    private String query(List<String> arguments) {
        Ended ended = commands.ask(rpm(arguments), QUERY_LIMIT);
        if (ended.status() != 0) {
            throw new FettleException(
                    ApplierError.COMMAND_FAILED, "rpm failed: " + ended.errors().strip());
        }
        return ended.output();
    }

    private List<String> rpm(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("rpm"));
        if (root.getNameCount() > 0) {
            command.addAll(List.of("--root", root.toString()));
        }
        command.addAll(arguments);
        return command;
    }
}
