package io.fettle.applier.vendor;

import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.applier.ApplierError;
import io.fettle.applier.Places;
import io.fettle.applier.RefusedException;
import io.fettle.applier.process.Commands;
import io.fettle.applier.process.Commands.Ended;
import io.fettle.format.deb822.Dialect;
import io.fettle.format.deb822.Stanza;
import io.fettle.format.deb822.StanzaLimits;
import io.fettle.format.deb822.StanzaReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The repositories that the computer's owner set up, as apt itself reads them. Which keys may sign one is not among the
 * things that apt tells, so it is looked up in the file that apt names.
 */
final class OwnRepositories {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MAX_FILE = 1 << 20;
    private static final String FORMAT =
            "$(REPO_URI)\t$(RELEASE)\t$(ARCHITECTURE)\t$(METAKEY)\t$(FILENAME)\t$(SOURCESENTRY)";
    private static final Pattern USER_INFO = Pattern.compile("^([a-z0-9+.-]+://)[^/@]*@");
    private static final Pattern COMPRESSED = Pattern.compile("\\.(lz4|xz|gz|bz2|zst|lzma)$");
    private static final Pattern ONE_LINE = Pattern.compile("deb\\s+(?:\\[([^\\]]*)]\\s+)?(\\S+)\\s+(\\S+)(?:\\s.*)?");
    private static final Pattern SIGNED_BY = Pattern.compile("(?i)(?:^|\\s)signed-by=\"?([^\\s\"]+)\"?");
    private static final String QUOTED = "\\|{}[]<>\"^~_=!@#$%&*";

    private final Places places;
    private final Commands commands;

    OwnRepositories(Places places, Commands commands) {
        this.places = places;
        this.commands = commands;
    }

    private record Target(String uri, String suite, String arch, String metaKey, Path file, String entry) {}

    /** @throws RefusedException where the computer does not use that suite */
    OwnRepository find(String uri, String suite) {
        List<Target> targets = targets().stream()
                .filter(t -> t.uri.equals(withSlash(uri)) && t.suite.equals(suite))
                .toList();
        RefusedException.require(!targets.isEmpty(), "repository.not_here", "uri", uri + ' ' + suite);
        Set<String> signedBy = new LinkedHashSet<>();
        Set<String> metaKeys = new LinkedHashSet<>();
        for (Target target : targets) {
            metaKeys.add(target.metaKey);
            signedBy.add(signedBy(target));
        }
        RefusedException.require(signedBy.size() == 1, "repository.unclear_keys", "uri", uri + ' ' + suite);
        Target first = targets.get(0);
        return new OwnRepository(
                first.uri, suite, metaKeys, release(first), signedBy.iterator().next());
    }

    private List<Target> targets() {
        Ended ended = commands.ask(
                List.of("apt-get", "indextargets", "--no-release-info", "--format", FORMAT, "Created-By: Packages"),
                LIMIT);
        if (ended.status() != 0) {
            throw new FettleException(
                    ApplierError.COMMAND_FAILED,
                    "apt-get indextargets failed: " + ended.errors().strip());
        }
        List<Target> targets = new ArrayList<>();
        for (String line : ended.output().lines().toList()) {
            String[] parts = line.split("\t", -1);
            if (parts.length == 6) {
                targets.add(new Target(
                        withSlash(withoutUser(parts[0])), parts[1], parts[2], parts[3], Path.of(parts[4]), parts[5]));
            }
        }
        return targets;
    }

    /** Name of the suite's files among apt's lists, up to {@code InRelease} or {@code Release}. */
    private Path release(Target target) {
        String name =
                COMPRESSED.matcher(String.valueOf(target.file.getFileName())).replaceFirst("");
        String tail = quoted(target.metaKey);
        String stem = name.endsWith(tail) ? name.substring(0, name.length() - tail.length()) : "unknown_";
        return places.aptLists().resolve(stem);
    }

    private String signedBy(Target target) {
        String entry = target.entry;
        int colon = entry.lastIndexOf(':');
        RefusedException.require(colon > 0, "repository.unclear_keys", "uri", target.uri);
        String name = entry.substring(0, colon);
        Path file = places.root().resolve(name.replaceFirst("^/+", ""));
        try {
            RefusedException.require(Files.size(file) <= MAX_FILE, "repository.unclear_keys", "uri", target.uri);
            byte[] bytes = Files.readAllBytes(file);
            Optional<String> found =
                    name.endsWith(".sources") ? inStanzas(bytes, name, target) : inLines(bytes, target);
            return found.orElseThrow(
                    () -> new RefusedException(Reason.of("repository.unclear_keys", "uri", target.uri)));
        } catch (IOException e) {
            throw new RefusedException(Reason.of("repository.unclear_keys", "uri", target.uri));
        }
    }

    /** Empty where no entry is about the target; an empty text where the entry names no keys. */
    private static Optional<String> inStanzas(byte[] bytes, String what, Target target) throws IOException {
        Set<String> found = new LinkedHashSet<>();
        for (Stanza stanza : StanzaReader.readAll(bytes, Dialect.CONFIGURATION, StanzaLimits.CONFIGURATION, what)) {
            boolean about = stanza.words("Types").contains("deb")
                    && !stanza.find("Enabled").orElse("yes").equalsIgnoreCase("no")
                    && stanza.words("URIs").stream().anyMatch(uri -> same(uri, target.uri, target.arch))
                    && stanza.words("Suites").stream().anyMatch(suite -> same(suite, target.suite, target.arch));
            if (about) {
                found.add(stanza.find("Signed-By").orElse("").strip());
            }
        }
        return only(found);
    }

    private static Optional<String> inLines(byte[] bytes, Target target) {
        Set<String> found = new LinkedHashSet<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
            Matcher entry = ONE_LINE.matcher(line.strip());
            if (entry.matches()
                    && same(entry.group(2), target.uri, target.arch)
                    && same(entry.group(3), target.suite, target.arch)) {
                Matcher signedBy = SIGNED_BY.matcher(entry.group(1) == null ? "" : entry.group(1));
                found.add(signedBy.find() ? signedBy.group(1) : "");
            }
        }
        return only(found);
    }

    private static Optional<String> only(Set<String> found) {
        return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
    }

    private static boolean same(String written, String resolved, String arch) {
        String known = withoutUser(written.replace("$(ARCH)", arch));
        return known.equals(resolved) || withSlash(known).equals(resolved);
    }

    private static String withoutUser(String uri) {
        return USER_INFO.matcher(uri).replaceFirst("$1");
    }

    static String withSlash(String uri) {
        return uri.endsWith("/") ? uri : uri + '/';
    }

    /** As apt makes a file name of a part of a URI. */
    private static String quoted(String path) {
        StringBuilder name = new StringBuilder();
        for (char c : path.toCharArray()) {
            if (c == '/') {
                name.append('_');
            } else if (QUOTED.indexOf(c) >= 0 || c <= ' ' || c >= 0x7f) {
                name.append(String.format("%%%02x", (int) c));
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }
}
