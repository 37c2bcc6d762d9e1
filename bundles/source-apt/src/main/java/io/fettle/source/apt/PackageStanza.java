package io.fettle.source.apt;

import io.fettle.api.Digest;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations;
import io.fettle.format.FormatException;
import io.fettle.format.deb822.Stanza;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a stanza of a Packages index into facts. */
final class PackageStanza {
    /** The longest in Debian has 76,000 characters. */
    private static final int MAX_RELATIONS = 500_000;

    private static final Relations.Kind[] KINDS = Relations.Kind.values();
    private static final Pattern SOURCE = Pattern.compile("(\\S+)(?:\\s+\\(([^()\\s]+)\\))?");

    private PackageStanza() {}

    /**
     * Empty for a package that can't be installed safely: a name, version or path out of form, or no SHA-256.
     *
     * @throws FormatException where a field is missing without which it is no package at all
     */
    static Optional<OfferedPackage> read(Stanza stanza) throws FormatException {
        String name = stanza.require("Package");
        String version = stanza.require("Version");
        String arch = stanza.require("Architecture");
        String path = withoutDot(stanza.require("Filename"));
        String sha256 = stanza.find("SHA256").orElse("");
        long size = size(stanza.require("Size"));
        if (!isName(name) || !isVersion(version) || !isName(arch) || !isPath(path) || !isDigest(sha256) || size < 0) {
            return Optional.empty();
        }
        Matcher source = SOURCE.matcher(stanza.find("Source").orElse(name));
        boolean named = source.matches() && isName(source.group(1));
        String sourceVersion = named && source.group(2) != null ? source.group(2) : version;
        return Optional.of(new OfferedPackage(
                name,
                version,
                arch,
                named ? source.group(1) : name,
                isVersion(sourceVersion) ? sourceVersion : version,
                multiArch(stanza.find("Multi-Arch").orElse("")),
                path,
                size,
                new Digest(sha256),
                stanza.offset(),
                "",
                List.of(),
                relations(stanza)));
    }

    /** Unknown where it says more than any package has to. */
    private static Relations relations(Stanza stanza) {
        Map<Relations.Kind, String> words = new EnumMap<>(Relations.Kind.class);
        for (Relations.Kind kind : KINDS) {
            stanza.find(kind.field()).ifPresent(said -> words.put(kind, said));
        }
        Relations relations = Relations.of(words);
        return relations.text().length() > MAX_RELATIONS ? Relations.UNKNOWN : relations;
    }

    private static MultiArch multiArch(String value) {
        return switch (value) {
            case "same" -> MultiArch.SAME;
            case "foreign" -> MultiArch.FOREIGN;
            case "allowed" -> MultiArch.ALLOWED;
            default -> MultiArch.NO;
        };
    }

    private static String withoutDot(String path) {
        return path.startsWith("./") ? path.substring(2) : path;
    }

    private static long size(String text) {
        if (text.length() > 15 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Long.parseLong(text);
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && name.length() <= 200 && isLetterOrDigit(name.charAt(0)) && hasOnly(name, "+-._");
    }

    private static boolean isVersion(String version) {
        return version.length() <= 200 && isLetterOrDigit(version.charAt(0)) && hasOnly(version, "+-.~:");
    }

    private static boolean isPath(String path) {
        if (path.isEmpty() || path.length() > 1000 || !hasOnly(path, "+-.~:/_%@,=^")) {
            return false;
        }
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigest(String hex) {
        return hex.length() == 64 && hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private static boolean hasOnly(String text, String others) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && others.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
