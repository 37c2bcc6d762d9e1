package io.fettle.agent.scan.running;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells which lines of a process's maps mean code that was replaced: mapped executable, from where software is installed,
 * deleted, and with a successor on disk. So neither shared memory nor caches, nor what was removed for good: starting a
 * service again would not help there. One for each scan, since it remembers; not thread-safe.
 */
final class CodeFile {
    static final List<String> PLACES =
            List.of("/usr/", "/lib/", "/lib32/", "/lib64/", "/libx32/", "/bin/", "/sbin/", "/opt/");

    private static final String DELETED = " (deleted)";
    /** Addresses, permissions with x, offset, device, inode, file. */
    private static final Pattern CODE = Pattern.compile("[0-9a-f]+-[0-9a-f]+ ..x. [0-9a-f]+ [0-9a-f:]+ [0-9]+ +(/.*)");
    /** How dpkg and rpm name a file on its way out. */
    private static final Pattern LEAVING = Pattern.compile("(.*?)(?:\\.dpkg-(?:tmp|new)|;[0-9a-f]{8})");

    private static final Pattern LIBRARY = Pattern.compile("(.+?)(?:-[0-9][0-9.]*)?\\.so(?:\\..*)?");
    private static final int MAX_REMEMBERED = 10_000;

    private final Path root;
    private final List<String> places;
    private final Map<String, Boolean> successors = new HashMap<>();

    /** @param places where software is installed; with a slash at both ends */
    CodeFile(Path root, List<String> places) {
        this.root = root;
        this.places = places;
    }

    /** The replaced file's path; empty where the line means nothing of the kind. */
    Optional<String> replaced(String line) {
        if (!line.endsWith(DELETED)) {
            return Optional.empty();
        }
        Matcher code = CODE.matcher(line);
        if (!code.matches()) {
            return Optional.empty();
        }
        String file = named(code.group(1));
        boolean installed = places.stream().anyMatch(file::startsWith);
        return installed && hasSuccessor(file) ? Optional.of(file) : Optional.empty();
    }

    /** The name that a file had while it was installed. */
    static String named(String file) {
        String name = file.endsWith(DELETED) ? file.substring(0, file.length() - DELETED.length()) : file;
        Matcher leaving = LEAVING.matcher(name);
        return leaving.matches() ? leaving.group(1) : name;
    }

    private boolean hasSuccessor(String file) {
        Boolean known = successors.get(file);
        if (known != null) {
            return known;
        }
        boolean has = exists(file);
        if (successors.size() < MAX_REMEMBERED) {
            successors.put(file, has);
        }
        return has;
    }

    private boolean exists(String file) {
        try {
            Path path = root.resolve(file.substring(1));
            return Files.exists(path) || hasOtherVersion(path);
        } catch (InvalidPathException e) {
            // Bytes that are no name here; anybody can make such a file in a mount namespace of his own.
            return false;
        }
    }

    /** {@code libc.so.6} after {@code libc-2.31.so}, {@code libpq.so.5.16} after {@code libpq.so.5.15}. */
    private static boolean hasOtherVersion(Path file) {
        Matcher library = LIBRARY.matcher(file.getFileName().toString());
        if (!library.matches()) {
            return false;
        }
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(file.resolveSibling(""), sibling -> {
            Matcher other = LIBRARY.matcher(sibling.getFileName().toString());
            return other.matches() && other.group(1).equals(library.group(1));
        })) {
            return siblings.iterator().hasNext();
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
    }
}
