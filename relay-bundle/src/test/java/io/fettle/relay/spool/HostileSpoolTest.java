package io.fettle.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import io.fettle.member.PrivateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileSpoolTest {
    @TempDir
    Path directory;

    /** Envelopes are passed on unread; what a spool reads is the names of its files. */
    @Test
    @Fuzzes(Spool.class)
    void filesOfOtherNamesAreNobodysEnvelopes() {
        Digest digest = Digest.of(new byte[] {1});
        Fuzz.of("name", "0000000000000001-" + digest).lenient().sparingly().check(input -> {
            Path state = Files.createTempDirectory(directory, "spool");
            PrivateDirectory files = PrivateDirectory.at(state);
            String name = new String(input, StandardCharsets.UTF_8);
            boolean there = put(state, name);
            Spool spool = new Spool(files, 10, 1 << 20);
            assertThat(spool.size()).isEqualTo(there && name.matches("[0-7][0-9a-f]{15}-[0-9a-f]{64}") ? 1 : 0);
            spool.add(Digest.of(new byte[] {2}), new byte[] {2});
            assertThat(spool.oldest(10, 1 << 20)).hasSize(spool.size());
        });
    }

    private static boolean put(Path state, String name) {
        try {
            Path file = state.resolve(name);
            boolean plain =
                    name.length() <= 200 && state.equals(file.getParent()) && !name.isEmpty() && !name.startsWith(".");
            return plain && Files.exists(Files.write(file, new byte[] {1}));
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }
}
