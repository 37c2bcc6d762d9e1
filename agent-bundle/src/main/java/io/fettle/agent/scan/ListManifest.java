package io.fettle.agent.scan;

import io.fettle.api.Digest;
import io.fettle.member.PrivateDirectory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which bytes the lists of a private directory hold, by name: so that none is hashed again to know. Not thread-safe. */
final class ListManifest {
    private static final String NAME = "manifest";
    private static final int MAX = 4 << 20;

    private final Map<String, String> digests = new HashMap<>();

    private ListManifest() {}

    static ListManifest read(PrivateDirectory directory) {
        ListManifest manifest = new ListManifest();
        directory.read(NAME, MAX).ifPresent(bytes -> new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" ", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> manifest.digests.put(parts[1], parts[0])));
        return manifest;
    }

    boolean says(String name, Digest digest) {
        return digest.hex().equals(digests.get(name));
    }

    void put(String name, Digest digest) {
        digests.put(name, digest.hex());
    }

    void remove(String name) {
        digests.remove(name);
    }

    void retain(Set<String> names) {
        digests.keySet().retainAll(names);
    }

    void write(PrivateDirectory directory) {
        StringBuilder text = new StringBuilder();
        digests.forEach(
                (name, digest) -> text.append(digest).append(' ').append(name).append('\n'));
        directory.write(NAME, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
