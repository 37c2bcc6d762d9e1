package io.fettle.itests.bench.advisory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A security tracker's file on the server's own disk, which grows by a flaw of one package at a time. */
final class Tracker {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Newer than anything that a made-up computer has. */
    private static final String FIXED = "999:1-1";

    private final Path file;
    private final ObjectNode flaws = JSON.createObjectNode();
    private int last;

    Tracker(Path directory) throws IOException {
        file = Files.createDirectories(directory).resolve("tracker.json");
        other("CVE-2025-0001");
        write();
    }

    /** The tracker is never without flaws that concern nobody here. */
    private void other(String cve) {
        flaws.putObject("package-of-nobody").putObject(cve).putObject("releases");
    }

    String uri() {
        return file.toUri().toString();
    }

    /** One flaw more. @return its number */
    String grow(String sourcePackage, Iterable<String> releases) throws IOException {
        String cve = "CVE-2026-%05d".formatted(90_000 + last++);
        ObjectNode flaw = flaws.withObject("/" + sourcePackage).putObject(cve);
        flaw.put("description", "made up");
        ObjectNode at = flaw.putObject("releases");
        for (String release : releases) {
            ObjectNode statement = at.putObject(release);
            statement.put("status", "resolved").put("fixed_version", FIXED).put("urgency", "high");
            statement.putObject("repositories").put(release, FIXED);
        }
        write();
        return cve;
    }

    private void write() throws IOException {
        Path next = file.resolveSibling("next");
        Files.write(next, JSON.writeValueAsBytes(flaws));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
