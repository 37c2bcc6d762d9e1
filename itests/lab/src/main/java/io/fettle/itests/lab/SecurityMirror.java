package io.fettle.itests.lab;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Debian's security repository as it was at one moment, as far as it upgrades the base root: lists and packages fetched
 * by this machine's own apt, kept until they are too old to be believed.
 */
final class SecurityMirror {
    private static final String SUITE = "bookworm-security";
    private static final Duration MAX_AGE = Duration.ofDays(3);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String KEYS = "usr/share/keyrings/debian-archive-keyring.gpg";
    private static final Pattern WANTED = Pattern.compile("'file:([^']+)' \\S+ (\\d+)");

    private final Path directory;
    private final BaseRoot base;
    private final String arch = Tools.run("dpkg", "--print-architecture").strip();

    SecurityMirror(Path cache, BaseRoot base) {
        this.directory = cache.resolve("mirror/debian-security");
        this.base = base;
    }

    /** Empty where no mirror can be reached and nothing fresh is kept. */
    Optional<Repository> ensure(Progress progress) {
        if (!fresh() && !freeze(progress)) {
            progress.step("left out: real Debian security upgrades, because this machine's apt reaches no mirror");
            return Optional.empty();
        }
        return Optional.of(new Repository(directory, SUITE, "main", base.path().resolve(KEYS)));
    }

    private boolean fresh() {
        try {
            return Files.getLastModifiedTime(directory.resolve("frozen"))
                    .toInstant()
                    .isAfter(Instant.now().minus(MAX_AGE));
        } catch (IOException e) {
            return false;
        }
    }

    private boolean freeze(Progress progress) {
        Optional<String> mirror = MachineApt.mirrorOf(SUITE);
        if (mirror.isEmpty()) {
            return false;
        }
        progress.step("fetching the security upgrades of the base root (kept for " + MAX_AGE.toDays() + " days)");
        Path draft = directory.resolveSibling("debian-security.part");
        FileTrees.delete(draft);
        Path suite = draft.resolve("dists/" + SUITE);
        String remote = mirror.get() + "dists/" + SUITE + '/';
        String list = "main/binary-" + arch + "/Packages.xz";
        if (!MachineApt.download(remote + "InRelease", suite.resolve("InRelease"))
                || !MachineApt.download(remote + list, suite.resolve(list))
                || !downloadUpgrades(mirror.get(), draft)) {
            return false;
        }
        FileTrees.write(draft.resolve("frozen"), "", "rw-r--r--");
        FileTrees.delete(directory);
        try {
            Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LabException("Cannot put the mirror into " + directory, e);
        }
        return true;
    }

    private boolean downloadUpgrades(String remote, Path draft) {
        Path state = draft.resolveSibling("apt");
        FileTrees.delete(state);
        FileTrees.directory(state.resolve("lists/partial"));
        FileTrees.directory(state.resolve("cache/archives/partial"));
        Repository local = new Repository(draft, SUITE, "main", base.path().resolve(KEYS));
        FileTrees.write(state.resolve("sources.list"), local.sourcesLine(local.keyring()), "rw-r--r--");
        apt(state, "update");
        Matcher wanted = WANTED.matcher(apt(state, "-y", "--print-uris", "upgrade", "--with-new-pkgs"));
        while (wanted.find()) {
            // apt writes it as a URI; whoever installs it checks its digest.
            String path = draft.relativize(Path.of(wanted.group(1))).toString();
            Path here = draft.resolve(URLDecoder.decode(path.replace("+", "%2b"), StandardCharsets.UTF_8));
            if (!MachineApt.download(remote + path, here)
                    || here.toFile().length() != Long.parseLong(wanted.group(2))) {
                return false;
            }
        }
        FileTrees.delete(state);
        return true;
    }

    /** apt, looking at the base root's packages and at nothing else of this machine's. */
    private String apt(Path state, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "apt-get",
                "-q",
                "-o",
                "Dir::State::status=" + base.path().resolve("var/lib/dpkg/status"),
                "-o",
                "Dir::State::extended_states=/dev/null",
                "-o",
                "Dir::State::lists=" + state.resolve("lists") + '/',
                "-o",
                "Dir::Cache=" + state.resolve("cache") + '/',
                "-o",
                "Dir::Etc::sourcelist=" + state.resolve("sources.list"),
                "-o",
                "Dir::Etc::sourceparts=-",
                "-o",
                "Dir::Etc::preferencesparts=/dev/null",
                "-o",
                "APT::Update::Error-Mode=any",
                "-o",
                "APT::Sandbox::User=root",
                "-o",
                "Acquire::Languages=none",
                "-o",
                "Debug::NoLocking=1"));
        command.addAll(List.of(arguments));
        return Tools.run(LIMIT, command);
    }
}
