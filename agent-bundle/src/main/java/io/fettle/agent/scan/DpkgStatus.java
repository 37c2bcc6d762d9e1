package io.fettle.agent.scan;

import io.fettle.api.FettleException;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.inventory.Want;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads dpkg's status in one pass: what is really there, not what left only its configuration. */
public final class DpkgStatus {
    private static final long MAX_BYTES = 256L << 20;
    private static final int MAX_LINE = 1 << 20;
    private static final int MAX_VALUE = 1000;
    private static final Set<String> FIELDS =
            Set.of("package", "status", "architecture", "multi-arch", "version", "source");
    private static final Set<String> RELATIONS = Arrays.stream(Relations.Kind.values())
            .map(kind -> kind.field().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> GONE = Set.of("not-installed", "config-files");
    private static final Pattern SOURCE = Pattern.compile("(\\S+)(?:\\s+\\((\\S+)\\))?");

    private final List<InstalledPackage> packages = new ArrayList<>();
    private final Map<String, String> stanza = new HashMap<>();
    private int told;

    private DpkgStatus() {}

    /** @throws FettleException where the file cannot be read or is beyond all bounds */
    public static List<InstalledPackage> read(Path status) {
        try {
            if (Files.size(status) > MAX_BYTES) {
                throw new FettleException(ScanError.BAD_STATUS, status + " has over " + MAX_BYTES + " bytes");
            }
            try (InputStream in = Files.newInputStream(status)) {
                return new DpkgStatus().parse(in);
            }
        } catch (IOException e) {
            throw new FettleException(ScanError.BAD_STATUS, status + " cannot be read: " + e.getMessage(), e);
        }
    }

    private List<InstalledPackage> parse(InputStream in) throws IOException {
        BoundedLines lines = new BoundedLines(in, MAX_LINE, StandardCharsets.UTF_8);
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            takeLine(line.get());
        }
        finishStanza();
        return packages;
    }

    private void takeLine(String line) {
        if (line.isBlank()) {
            finishStanza();
            return;
        }
        int colon = line.indexOf(':');
        boolean continued = line.charAt(0) == ' ' || line.charAt(0) == '\t';
        if (continued || colon <= 0) {
            return;
        }
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        if (FIELDS.contains(name)) {
            stanza.put(name, TextFiles.cut(line.substring(colon + 1).strip(), MAX_VALUE));
        } else if (RELATIONS.contains(name)) {
            stanza.put(name, line.substring(colon + 1).strip());
        }
    }

    private void finishStanza() {
        if (!stanza.isEmpty()) {
            addPackage();
            stanza.clear();
        }
    }

    private void addPackage() {
        String name = stanza.getOrDefault("package", "");
        String version = stanza.getOrDefault("version", "");
        String arch = stanza.getOrDefault("architecture", "");
        String[] status = stanza.getOrDefault("status", "").split("\\s+", 4);
        boolean there = status.length == 3 && !GONE.contains(status[2]);
        if (!there || name.isEmpty() || version.isEmpty() || arch.isEmpty()) {
            return;
        }
        if (packages.size() == Inventory.MAX_PACKAGES) {
            throw new FettleException(
                    ScanError.BAD_STATUS, "dpkg's status has over " + Inventory.MAX_PACKAGES + " packages");
        }
        Matcher source = SOURCE.matcher(stanza.getOrDefault("source", ""));
        boolean named = source.matches();
        String sourceVersion = named && source.group(2) != null ? source.group(2) : version;
        SoftwareItem item = new SoftwareItem(
                "deb", name, version, arch, named ? source.group(1) : name, sourceVersion, multiArch(), relations());
        packages.add(new InstalledPackage(item, want(status[0])));
    }

    /** Unknown where they are beyond what a report has room for, or are none that dpkg would write. */
    private Relations relations() {
        Map<Relations.Kind, String> words = new EnumMap<>(Relations.Kind.class);
        for (Relations.Kind kind : Relations.Kind.values()) {
            words.put(kind, stanza.getOrDefault(kind.field().toLowerCase(Locale.ROOT), ""));
        }
        Relations relations = Relations.of(words);
        int length = relations.text().length();
        boolean fits = length <= Inventory.MAX_RELATIONS && told + length <= Inventory.MAX_ALL_RELATIONS;
        if (!fits || !relations.text().chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'))) {
            return Relations.UNKNOWN;
        }
        told += length;
        return relations;
    }

    private static Want want(String selection) {
        return switch (selection) {
            case "install" -> Want.INSTALL;
            case "hold" -> Want.HOLD;
            case "deinstall" -> Want.DEINSTALL;
            case "purge" -> Want.PURGE;
            default -> Want.UNKNOWN;
        };
    }

    private MultiArch multiArch() {
        return switch (stanza.getOrDefault("multi-arch", "no")) {
            case "same" -> MultiArch.SAME;
            case "foreign" -> MultiArch.FOREIGN;
            case "allowed" -> MultiArch.ALLOWED;
            default -> MultiArch.NO;
        };
    }
}
