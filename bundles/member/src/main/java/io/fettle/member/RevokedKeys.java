package io.fettle.member;

import io.fettle.api.Digest;
import io.fettle.api.trust.KeyId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Keys that the server said are out, as of its last signed reply. Thread-safe for readers; one writer. */
public final class RevokedKeys implements Supplier<Set<KeyId>> {
    private static final String FILE = "revoked";
    private static final int MAX = 1 << 20;

    private final PrivateDirectory files;
    private volatile Set<KeyId> keys;

    public RevokedKeys(PrivateDirectory files) {
        this.files = files;
        this.keys = files.read(FILE, MAX, text -> parse(text.lines().toList())).orElse(Set.of());
    }

    /** @param hex from a verified reply; replaces the list, durably */
    public void replace(Collection<String> hex) {
        Set<KeyId> now = parse(hex);
        if (!now.equals(keys)) {
            String text = now.stream().map(KeyId::toString).sorted().collect(Collectors.joining("\n"));
            files.write(FILE, text.getBytes(StandardCharsets.US_ASCII));
            keys = now;
        }
    }

    @Override
    public Set<KeyId> get() {
        return keys;
    }

    private static Set<KeyId> parse(Collection<String> hex) {
        return hex.stream().map(h -> new KeyId(new Digest(h))).collect(Collectors.toUnmodifiableSet());
    }
}
