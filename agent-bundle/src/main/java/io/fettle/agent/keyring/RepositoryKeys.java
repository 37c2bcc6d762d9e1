package io.fettle.agent.keyring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The primary keys by which apt believes each repository: those of {@code Signed-By} (files, keys written out, fingerprints),
 * or where there is none everything in {@code trusted.gpg} and {@code trusted.gpg.d}. What cannot be read is left out: a
 * repository without keys is one that nothing is known of. Reads each file once; made anew for each scan. Not thread-safe.
 */
public final class RepositoryKeys {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryKeys.class);
    private static final int MAX_FILES = 200;
    /** As many as an inventory may name for one repository. */
    static final int MAX_NAMED = 100;

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-Fa-f]{40}!?");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s,]+");

    private final Path root;
    private final Map<Path, Optional<SourcesFile>> sources = new HashMap<>();
    private final Map<Path, List<String>> rings = new HashMap<>();

    /** @param root where the operating system's files are: {@code /}, except in tests */
    public RepositoryKeys(Path root) {
        this.root = root;
    }

    /**
     * @param entry where apt says that the repository is written: a file, a colon, a number
     * @return upper-case hexadecimal; empty where that cannot be told
     */
    public List<String> of(String entry, String uri, String suite, String arch) {
        int colon = entry.lastIndexOf(':');
        if (colon <= 0) {
            return List.of();
        }
        return below(entry.substring(0, colon))
                .flatMap(file -> sources.computeIfAbsent(file, this::read))
                .flatMap(file -> file.signedBy(uri, suite, arch))
                .map(this::keys)
                .orElse(List.of())
                .stream()
                .distinct()
                .limit(MAX_NAMED)
                .toList();
    }

    private Optional<SourcesFile> read(Path file) {
        try {
            return sources.size() < MAX_FILES ? Optional.of(SourcesFile.read(file)) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("{} cannot be read", file, e);
            return Optional.empty();
        }
    }

    private List<String> keys(String signedBy) {
        if (signedBy.startsWith("-----BEGIN")) {
            return writtenOut(signedBy);
        }
        Set<String> fingerprints = new LinkedHashSet<>();
        List<Path> files = new ArrayList<>();
        boolean named = false;
        for (String word : SEPARATORS.split(signedBy)) {
            if (FINGERPRINT.matcher(word).matches()) {
                fingerprints.add(word.replace("!", "").toUpperCase(Locale.ROOT));
            } else if (!word.isEmpty()) {
                named = true;
                below(word).ifPresent(files::add);
            }
        }
        if (fingerprints.isEmpty()) {
            (named ? files : trusted()).forEach(file -> fingerprints.addAll(ring(file)));
        }
        return List.copyOf(fingerprints);
    }

    /** A lone dot stands for an empty line. */
    private static List<String> writtenOut(String signedBy) {
        String armored = signedBy.lines()
                .map(line -> line.equals(".") ? "\n" : line + '\n')
                .collect(Collectors.joining());
        try {
            return KeyFile.fingerprints(armored.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            LOG.debug("A key that is written out cannot be read", e);
            return List.of();
        }
    }

    private List<Path> trusted() {
        Path apt = root.resolve("etc/apt");
        List<Path> files = new ArrayList<>(List.of(apt.resolve("trusted.gpg")));
        if (Files.isDirectory(apt.resolve("trusted.gpg.d"))) {
            try (Stream<Path> parts = Files.list(apt.resolve("trusted.gpg.d"))) {
                parts.filter(p -> p.toString().endsWith(".gpg") || p.toString().endsWith(".asc"))
                        .sorted()
                        .limit(MAX_FILES)
                        .forEach(files::add);
            } catch (IOException e) {
                LOG.debug("{} cannot be listed", apt, e);
            }
        }
        return files;
    }

    private List<String> ring(Path file) {
        List<String> known = rings.get(file);
        if (known != null) {
            return known;
        }
        List<String> fingerprints = List.of();
        if (rings.size() < MAX_FILES && Files.isRegularFile(file)) {
            try {
                fingerprints = KeyFile.fingerprints(file);
            } catch (IOException e) {
                LOG.debug("{} is no key ring", file, e);
            }
        }
        rings.put(file, fingerprints);
        return fingerprints;
    }

    /** Empty for a name that no file can have here: what it names cannot be read. */
    private Optional<Path> below(String absolute) {
        try {
            return Optional.of(root.resolve(absolute.replaceFirst("^/+", "")));
        } catch (InvalidPathException e) {
            LOG.debug("A name in apt's sources is none", e);
            return Optional.empty();
        }
    }
}
